// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/part_tables.h"

#include <algorithm>
#include <array>
#include <set>

#include "document/utf8.h"
#include "parser/label_evidence.h"

namespace nianbao::parser {
namespace {

constexpr int enough = 4;  // points of evidence on either side

using Points = std::array<int, 3>;  // for tables 2, 3 and 4

/// What tells one of them.
struct Evidence {
    std::array<const FormTable*, 3> forms;
    std::array<std::vector<const Label*>, 3> labels;
};

/// Whether the text begins with the table's heading: rules of the tables above and below it, as long as each other, may
/// have made a row of it.
bool begins_with_title(const std::string& text, const std::vector<Label>& titles) {
    constexpr double alike = 0.8;
    constexpr std::size_t number = 2;  // 四、
    const std::u32string characters = to_utf32(text);
    return std::ranges::any_of(titles, [&](const Label& title) {
        const std::size_t length = to_utf32(title.wording()).size() + number;
        return characters.size() >= length && title.match(to_utf8(characters.substr(number, length - number))) >= alike;
    });
}

std::vector<Points> evidence_by_row(const Table& table, const Evidence& evidence) {
    std::vector<Points> rows(static_cast<std::size_t>(std::max(0, table.rows)));
    for (const TableCell& cell : table.cells) {
        if (cell.row < 0 || cell.row >= table.rows) continue;
        Points points{};
        for (std::size_t k = 0; k < points.size(); ++k) {
            points[k] = label_evidence(cell.text, evidence.labels[k]);
            const bool heading = cell.column == 0 && cell.column_span >= table.columns;
            if (heading && begins_with_title(cell.text, evidence.forms[k]->titles)) points[k] = enough;
        }
        // What two tables print says nothing.
        if (std::ranges::count_if(points, [](int p) { return p > 0; }) != 1) continue;
        for (std::size_t k = 0; k < points.size(); ++k) rows[static_cast<std::size_t>(cell.row)][k] += points[k];
    }
    return rows;
}

/// The row at which another table of the form begins: all that speaks for it stands from there on, and all that speaks
/// for the one before stands above.
std::optional<int> seam(const Table& table, const Evidence& evidence) {
    const std::vector<Points> rows = evidence_by_row(table, evidence);
    for (std::size_t before = 0; before + 1 < evidence.forms.size(); ++before) {
        const std::size_t after = before + 1;
        int last = -1, first = -1, above = 0, below = 0;
        for (int r = 0; r < table.rows; ++r) {
            const Points& points = rows[static_cast<std::size_t>(r)];
            if (points[before] > 0) last = r;
            if (points[after] > 0 && first < 0) first = r;
            above += points[before];
            below += points[after];
        }
        if (last < 0 || first <= last || above < enough || below < enough) continue;
        // The next table's first rows may have been misread: where a page begins above them, it begins there.
        const auto page = std::ranges::find_if(table.page_starts, [&](int start) { return start > last; });
        return page != table.page_starts.end() ? std::min(*page, first) : first;
    }
    return std::nullopt;
}

/// Rows [from, to), without the columns in which none of its cells begins.
Table part(const Table& table, int from, int to) {
    Table out = table;
    out.cells.clear();
    out.page_starts.clear();
    std::set<int> begins;
    for (TableCell cell : table.cells) {
        if (cell.row < from || cell.row >= to) continue;
        cell.row_span = std::min(cell.row_span, to - cell.row);
        cell.row -= from;
        begins.insert(cell.column);
        out.cells.push_back(std::move(cell));
    }
    const auto index = [&](int column) {
        return static_cast<int>(std::distance(begins.begin(), begins.lower_bound(column)));
    };
    for (TableCell& cell : out.cells) {
        const int end = index(cell.column + cell.column_span);
        cell.column = index(cell.column);
        cell.column_span = std::max(1, end - cell.column);
    }
    out.rows = to - from;
    out.columns = static_cast<int>(begins.size());
    for (const int start : table.page_starts) {
        if (start > from && start < to) out.page_starts.push_back(start - from);
    }
    return out;
}

}  // namespace

std::optional<Document> with_tables_parted(const Document& document, const FormBook& forms) {
    Evidence evidence{{&forms.disclosure, &forms.applications, &forms.disputes}, {}};
    std::ranges::transform(evidence.forms, evidence.labels.begin(),
                           [](const FormTable* form) { return telling_labels(*form); });
    std::optional<Document> parted;
    std::size_t added = 0;
    for (std::size_t b = 0; b < document.blocks.size(); ++b) {
        const auto* table = std::get_if<Table>(&document.blocks[b]);
        if (table == nullptr) continue;
        int from = 0;
        Table rest = *table;
        while (const auto at = seam(rest, evidence)) {
            if (!parted) parted = document;
            auto& blocks = parted->blocks;
            blocks[b + added] = part(*table, from, from + *at);
            from += *at;
            rest = part(*table, from, table->rows);
            blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(b + ++added), rest);
        }
    }
    return parted;
}

}  // namespace nianbao::parser
