// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/table_kind.h"

#include <algorithm>
#include <array>

#include "parser/label_evidence.h"
#include "parser/value.h"

namespace nianbao::parser {
namespace {

// A long label is strong evidence.
int evidence(const Table& table, const std::vector<const Label*>& labels) {
    int points = 0;
    for (const TableCell& cell : table.cells) points += label_evidence(cell.text, labels);
    return points;
}

// Table 4 whose header was lost: the form's number of columns, and numbers in most of them.
bool is_bare_row(const Table& table, const FormTable& form) {
    if (table.columns != static_cast<int>(form.rows.size() * form.columns.size())) return false;
    const auto numbers = std::ranges::count_if(table.cells, [](const TableCell& cell) {
        return parse_value(cell.text, TextSource::image).kind == CellValue::Kind::number;
    });
    return numbers * 2 > table.columns;
}

}  // namespace

FormTables find_form_tables(const Document& document, const std::vector<int>& section_of_block, const FormBook& forms) {
    const std::array<std::vector<const Label*>, 3> labels{
        telling_labels(forms.disclosure), telling_labels(forms.applications), telling_labels(forms.disputes)};
    FormTables result;
    const std::array<Tables*, 3> tables{&result.disclosure, &result.applications, &result.disputes};
    int index = 0;
    for (std::size_t b = 0; b < document.blocks.size(); ++b) {
        const auto* table = std::get_if<Table>(&document.blocks[b]);
        if (table == nullptr) continue;
        std::array<int, 3> points{};
        for (std::size_t k = 0; k < points.size(); ++k) {
            points[k] = evidence(*table, labels[k]);
            // Sections 2, 3 and 4 hold the tables.
            if (points[k] > 0 && section_of_block[b] == static_cast<int>(k) + 2) points[k] += 2;
        }
        constexpr int enough = 3;
        const bool unnamed = std::ranges::all_of(points, [](int p) { return p == 0; });
        if (unnamed && section_of_block[b] == 4 && is_bare_row(*table, forms.disputes)) points[2] = enough;
        const auto best = std::ranges::max_element(points);
        if (*best >= enough) tables[best - points.begin()]->emplace_back(table, index);
        ++index;
    }
    return result;
}

}  // namespace nianbao::parser
