// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/table_kind.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>

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

/// What a row of a table holds.
struct Holdings {
    int fields = 0, numbers = 0, dashes = 0, unreadable = 0;
};

std::map<int, Holdings> holdings_of(const Table& table) {
    std::map<int, Holdings> rows;
    for (const TableCell& cell : table.cells) {
        Holdings& row = rows[cell.row];
        const CellValue::Kind kind = parse_value(cell.text, TextSource::image).kind;
        // Ink of which the readers made this or that.
        const bool lost = kind == CellValue::Kind::blank &&
                          std::ranges::any_of(cell.readings, [](const Reading& r) { return !r.text.empty(); });
        ++row.fields;
        row.numbers += kind == CellValue::Kind::number ? 1 : 0;
        row.dashes += kind == CellValue::Kind::dash ? 1 : 0;
        row.unreadable += lost || kind == CellValue::Kind::unreadable ? 1 : 0;
    }
    return rows;
}

/// Table 4 whose header was lost: a row of numbers, or of dashes for nothing, in most of as many columns as the form
/// has there, or nearly as many where a rule between two was lost. Reports may leave nothing blank: then a number in
/// a row of just as many fields.
bool is_bare_row(const Table& table, const FormTable& form) {
    constexpr int lost_or_split = 4;
    const int columns = static_cast<int>(form.rows.size() * form.columns.size());
    if (std::abs(table.columns - columns) > lost_or_split) return false;
    return std::ranges::any_of(holdings_of(table), [&](const auto& entry) {
        const Holdings& row = entry.second;
        const bool whole = row.fields == columns && row.unreadable == 0 && row.numbers > 0;
        const bool several = row.numbers > 0 || row.fields == columns;  // crumbs of rules look like dashes
        return whole || (several && (row.numbers + row.dashes) * 2 > columns);
    });
}

/// A row of just the numbers that table 4 has, the last of each group the sum of those before it, not all of them 0.
bool holds_groups_that_add_up(const Table& table, const FormTable& form) {
    const std::size_t group = form.columns.size(), columns = form.rows.size() * group;
    std::map<int, std::map<int, std::int64_t>> numbers;  // by row and column
    for (const TableCell& cell : table.cells) {
        const CellValue value = parse_value(cell.text, TextSource::image);
        const auto micros = value.value ? value.value->micros() : std::nullopt;
        if (micros && value.kind == CellValue::Kind::number) numbers[cell.row][cell.column] = *micros;
    }
    return std::ranges::any_of(numbers, [&](const auto& row) {
        if (row.second.size() != columns) return false;
        std::int64_t sum = 0;
        bool nought = true;
        std::size_t at = 0;
        for (const auto& [column, number] : row.second) {
            const bool total = ++at % group == 0;
            if (total && sum != number) return false;
            if (!total && __builtin_add_overflow(sum, number, &sum)) return false;
            if (total) sum = 0;
            nought = nought && number == 0;
        }
        return !nought;
    });
}

/// Table 3, or a part of it, whose labels cannot be read: some rows, each of as many numbers as the form has columns,
/// at the table's end.
bool is_block_of_numbers(const Table& table, const FormTable& form) {
    constexpr int some = 3, most_labels = 5;
    const int columns = static_cast<int>(form.columns.size());
    if (table.columns <= columns || table.columns > columns + most_labels) return false;
    std::map<int, int> numbers;  // by row
    for (const TableCell& cell : table.cells) {
        const bool number = parse_value(cell.text, TextSource::image).kind == CellValue::Kind::number;
        if (cell.column >= table.columns - columns && number) ++numbers[cell.row];
    }
    return std::ranges::count_if(numbers, [&](const auto& row) { return row.second == columns; }) >= some;
}

}  // namespace

FormTables find_form_tables(const Document& document, const std::vector<int>& section_of_block, const FormBook& forms) {
    const std::array<std::vector<const Label*>, 3> labels{
        telling_labels(forms.disclosure), telling_labels(forms.applications), telling_labels(forms.disputes)};
    FormTables result;
    const std::array<Tables*, 3> tables{&result.disclosure, &result.applications, &result.disputes};
    const SourceTrust trust{&document};
    const auto is_picture = [&](const Table& table) {
        return !table.cells.empty() && trust.is_image_page(table.cells.front().page);
    };
    Tables headless;  // may be table 4 where no other is
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
        const bool unnamed = std::ranges::all_of(points, [](int p) { return p < enough; });
        if (unnamed && section_of_block[b] == 4 && is_bare_row(*table, forms.disputes)) points[2] = enough;
        if (unnamed && is_picture(*table)) {
            if (section_of_block[b] == 3 && is_block_of_numbers(*table, forms.applications)) points[1] = enough;
            if (holds_groups_that_add_up(*table, forms.disputes)) headless.emplace_back(table, index);
        }
        const auto best = std::ranges::max_element(points);
        if (*best >= enough) tables[best - points.begin()]->emplace_back(table, index);
        ++index;
    }
    const bool lacks_disputes = result.disputes.empty() && !result.applications.empty();
    if (lacks_disputes && headless.size() == 1) result.disputes = headless;
    return result;
}

}  // namespace nianbao::parser
