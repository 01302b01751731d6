// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lent_columns.h"

#include <algorithm>
#include <cmath>

#include "document/utf8.h"
#include "layout/column_edges.h"
#include "layout/stitch.h"

namespace nianbao::layout {
namespace {

constexpr double shown = 0.6;        // share of a table's rows of values in which a cell begins at a boundary
constexpr double labels = 0.5;       // share of a column's cells that hold hanzi, from which on it is one of labels
constexpr double of_borrower = 0.8;  // of its boundaries that the lender must have
constexpr int least_rows = 3;        // of a lender

struct Part {
    std::size_t page;
    const Table* table;
    ColumnEdges columns;
};

bool is_hanzi(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF;
}

bool holds_hanzi(const TableCell& cell) {
    const std::u32string text = to_utf32(cell.text);
    return std::any_of(text.begin(), text.end(), is_hanzi);
}

/// Of the cells that stand in column `c` alone.
bool is_label_column(const Table& table, int c) {
    int all = 0, with_hanzi = 0;
    for (const TableCell& cell : table.cells) {
        if (cell.column != c || cell.column_span != 1) continue;
        ++all;
        with_hanzi += holds_hanzi(cell) ? 1 : 0;
    }
    return with_hanzi > labels * all;
}

/// Whether its cells lie within it, and it is no larger than tables are. What comes from elsewhere may be anything.
bool makes_sense(const Table& table) {
    constexpr int most_rows = 10'000;
    return table.rows <= most_rows && std::ranges::all_of(table.cells, [&](const TableCell& cell) {
               const bool row = cell.row >= 0 && cell.row_span >= 1 && cell.row_span <= table.rows - cell.row;
               const bool column =
                   cell.column >= 0 && cell.column_span >= 1 && cell.column_span <= table.columns - cell.column;
               return row && column;
           });
}

/// Rows without hanzi where values stand: no headings.
std::vector<bool> rows_of_values(const Table& table) {
    int first = 1;  // column of values
    while (first < table.columns && is_label_column(table, first)) ++first;
    std::vector<bool> of_values(static_cast<std::size_t>(table.rows), true);
    for (const TableCell& cell : table.cells) {
        if (cell.column < first || !holds_hanzi(cell)) continue;
        for (int r = cell.row; r < cell.row + cell.row_span; ++r) of_values[static_cast<std::size_t>(r)] = false;
    }
    return of_values;
}

/// Share of the rows of values in which a cell begins at column `c`.
double share_of_rows(const Table& table, int c) {
    const std::vector<bool> of_values = rows_of_values(table);
    double rows = 0;
    for (const TableCell& cell : table.cells) {
        if (cell.column != c) continue;
        for (int r = cell.row; r < cell.row + cell.row_span; ++r)
            rows += of_values[static_cast<std::size_t>(r)] ? 1 : 0;
    }
    const auto all = std::ranges::count(of_values, true);
    return all > 0 ? rows / static_cast<double>(all) : 1;
}

/// The boundaries on the left of columns of values, of which most rows of the table show each.
std::vector<LentBoundary> boundaries_of(const Part& lender) {
    std::vector<LentBoundary> boundaries;
    const Table& table = *lender.table;
    for (int c = 1; c < table.columns; ++c) {
        if (is_label_column(table, c) || share_of_rows(table, c) < shown) continue;
        const bool after_labels = is_label_column(table, c - 1);
        boundaries.push_back({lender.columns.edges[static_cast<std::size_t>(c)],
                              after_labels ? LentBoundary::Parts::labels_from_values : LentBoundary::Parts::values});
    }
    return boundaries;
}

/// What most rows of `lender` have and those of `borrower` lack; nothing where they hardly are of one table.
std::vector<LentBoundary> to_lend(const Part& lender, const Part& borrower) {
    const double reach = edge_tolerance(lender.columns, borrower.columns);
    const auto& edges = borrower.columns.edges;
    const auto known =
        std::ranges::count_if(edges, [&](double edge) { return has_edge_near(lender.columns.edges, edge, reach); });
    if (static_cast<double>(known) < of_borrower * static_cast<double>(edges.size())) return {};
    std::vector<LentBoundary> lent = boundaries_of(lender);
    std::erase_if(lent, [&](const LentBoundary& boundary) {
        for (std::size_t c = 0; c < edges.size(); ++c) {
            const bool same = std::abs(edges[c] - boundary.at) < reach;
            if (same && share_of_rows(*borrower.table, static_cast<int>(c)) >= shown) return true;
        }
        return false;
    });
    return lent;
}

Rect box_of(const Table& table) {
    Rect box;
    for (const TableCell& cell : table.cells) box = united(box, cell.box.value_or(Rect{}));
    return box;
}

void lend_within(const std::vector<Part>& parts, const std::vector<Page>& pages,
                 std::vector<std::vector<LentColumns>>& lent) {
    for (const Part& borrower : parts) {
        if (pages[borrower.page].source != PageText::Source::image) continue;
        std::vector<LentBoundary> most;
        for (const Part& lender : parts) {
            if (lender.table == borrower.table || lender.table->rows < least_rows) continue;
            std::vector<LentBoundary> offered = to_lend(lender, borrower);
            if (offered.size() > most.size()) most = std::move(offered);
        }
        if (most.empty()) continue;
        lent[borrower.page].push_back({box_of(*borrower.table), std::move(most)});
    }
}

/// A heading, or text. Dust and page numbers that were read as a line end no table.
bool ends_table(const Block& block) {
    constexpr std::ptrdiff_t few = 4;
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph && std::ranges::count_if(to_utf32(paragraph->text), is_hanzi) >= few;
}

}  // namespace

std::vector<std::vector<LentColumns>> columns_to_lend(const std::vector<Page>& pages) {
    std::vector<std::vector<LentColumns>> lent(pages.size());
    std::vector<Part> parts;  // of the table that is being followed
    const auto end_table = [&] {
        lend_within(parts, pages, lent);
        parts.clear();
    };
    for (std::size_t p = 0; p < pages.size(); ++p) {
        for (const Block& block : pages[p].blocks) {
            if (ends_table(block)) end_table();
            const auto* table = std::get_if<Table>(&block);
            if (!table) continue;
            ColumnEdges columns = makes_sense(*table) ? column_edges(*table) : ColumnEdges{};
            const bool next_page = !parts.empty() && parts.back().page + 1 == p;
            if (columns.edges.empty() || !next_page || !continues(*parts.back().table, *table)) end_table();
            if (!columns.edges.empty()) parts.push_back({p, table, std::move(columns)});
        }
    }
    end_table();
    return lent;
}

}  // namespace nianbao::layout
