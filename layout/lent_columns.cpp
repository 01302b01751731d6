// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lent_columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "document/utf8.h"
#include "layout/column_edges.h"
#include "layout/hanzi.h"

namespace nianbao::layout {
namespace {

constexpr double shown = 0.6;        // share of a table's rows of values in which a cell begins at a boundary
constexpr double whole = 0.97;       // the same, of a boundary that needs no help
constexpr double labels = 0.5;       // share of a column's cells that hold hanzi, from which on it is one of labels
constexpr double of_borrower = 0.8;  // of its boundaries that the lender must have
constexpr double of_lender = 0.5;    // of its boundaries that the borrower must have
constexpr double same_edge = 0.015;  // of the table's width: much less than any column's
constexpr int least_rows = 3;        // of values, that a lender has
// Of values, that a lender shows: the articles of table 2, which have fewer, differ in how they part its width.
constexpr std::size_t least_boundaries = 4;
constexpr std::size_t nearby = 8;  // parts of a table that can help one another

/// What a page has of a table.
struct Part {
    std::size_t page = 0;
    const Table* table = nullptr;
    ColumnEdges columns;
    std::vector<double> shares;  ///< by boundary: of the rows of values, those in which a cell begins there
    int rows_of_values = 0;
    std::vector<std::pair<std::size_t, LentBoundary::Parts>> boundaries;  ///< that it can lend: which of its edges
};

/// Whether its cells lie within it and no two in one place, and it is no larger than tables are. What comes from
/// another process may be anything.
bool makes_sense(const Table& table) {
    constexpr int most_rows = 2000, most_columns = 200;
    if (table.rows < 1 || table.rows > most_rows || table.columns < 1 || table.columns > most_columns) return false;
    int area = 0;
    for (const TableCell& cell : table.cells) {
        const bool row =
            cell.row >= 0 && cell.row < table.rows && cell.row_span >= 1 && cell.row_span <= table.rows - cell.row;
        const bool column = cell.column >= 0 && cell.column < table.columns && cell.column_span >= 1 &&
                            cell.column_span <= table.columns - cell.column;
        if (!row || !column) return false;
        area += cell.row_span * cell.column_span;
        if (area > table.rows * table.columns) return false;
    }
    return true;
}

/// For each column, whether most of the cells that stand in it alone hold hanzi.
std::vector<bool> label_columns(const Table& table) {
    const auto size = static_cast<std::size_t>(table.columns);
    std::vector<int> all(size), with_hanzi(size);
    for (const TableCell& cell : table.cells) {
        if (cell.column_span != 1) continue;
        const auto column = static_cast<std::size_t>(cell.column);
        ++all[column];
        with_hanzi[column] += holds_hanzi(cell.text) ? 1 : 0;
    }
    std::vector<bool> of_labels(size);
    for (std::size_t c = 0; c < size; ++c) of_labels[c] = with_hanzi[c] > labels * all[c];
    return of_labels;
}

/// Rows without hanzi where values stand: no headings.
std::vector<bool> rows_of_values(const Table& table, const std::vector<bool>& of_labels) {
    std::size_t first = of_labels.size();  // column of values; a group's label may go on without its text
    while (first > 1 && !of_labels[first - 1]) --first;
    std::vector<bool> of_values(static_cast<std::size_t>(table.rows), true);
    for (const TableCell& cell : table.cells) {
        if (cell.column < static_cast<int>(first) || !holds_hanzi(cell.text)) continue;
        for (int r = cell.row; r < cell.row + cell.row_span; ++r) of_values[static_cast<std::size_t>(r)] = false;
    }
    return of_values;
}

Part part_of(std::size_t page, const Table& table) {
    Part part;
    if (!makes_sense(table)) return part;
    part.page = page;
    part.table = &table;
    part.columns = column_edges(table);
    if (part.columns.edges.empty()) return part;
    const std::vector<bool> of_labels = label_columns(table), of_values = rows_of_values(table, of_labels);
    part.rows_of_values = static_cast<int>(std::ranges::count(of_values, true));
    part.shares.assign(part.columns.edges.size(), part.rows_of_values > 0 ? 0.0 : 1.0);
    for (const TableCell& cell : table.cells) {
        for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
            if (!of_values[static_cast<std::size_t>(r)]) continue;
            part.shares[static_cast<std::size_t>(cell.column)] += 1.0 / part.rows_of_values;
        }
    }
    part.shares.back() = 1;
    for (std::size_t c = 1; c < of_labels.size(); ++c) {
        if (part.rows_of_values < least_rows || of_labels[c] || part.shares[c] < shown) continue;
        part.boundaries.emplace_back(
            c, of_labels[c - 1] ? LentBoundary::Parts::labels_from_values : LentBoundary::Parts::values);
    }
    return part;
}

/// How many of `edges` have one of `others` for their own.
std::size_t shared(const std::vector<double>& edges, const std::vector<double>& others) {
    std::size_t count = 0;
    for (std::size_t i = 0, k = 0; i < edges.size() && k < others.size();) {
        if (std::abs(edges[i] - others[k]) < same_edge) {
            ++count, ++i, ++k;
        } else {
            (edges[i] < others[k] ? i : k)++;
        }
    }
    return count;
}

/// The sides that `borrower` has lost, if `lender` has them. Both stand across the sides of the whole table.
void add_lost_sides(const Part& lender, const Part& borrower, std::vector<LentBoundary>& lent) {
    const double first = borrower.columns.edges.front(), last = borrower.columns.edges.back();
    if (first > same_edge && lender.columns.edges.front() < same_edge)
        lent.insert(lent.begin(), {0, LentBoundary::Parts::outside});
    if (last < 1 - same_edge && lender.columns.edges.back() > 1 - same_edge)
        lent.push_back({1, LentBoundary::Parts::outside});
}

/// What most rows of `lender` have and some of `borrower` lack; nothing where they hardly are of one table.
std::vector<LentBoundary> values_to_lend(const Part& lender, const Part& borrower) {
    if (lender.boundaries.size() < least_boundaries) return {};
    const auto& edges = borrower.columns.edges;
    const auto known = static_cast<double>(shared(edges, lender.columns.edges));
    if (known < of_borrower * static_cast<double>(edges.size())) return {};
    std::vector<LentBoundary> lent;
    std::vector<double> of_values;
    for (const auto& [edge, parts] : lender.boundaries) {
        lent.push_back({lender.columns.edges[edge], parts});
        of_values.push_back(lender.columns.edges[edge]);
    }
    of_values.push_back(lender.columns.edges.back());
    // A part of one row has no columns of labels.
    const auto known_values = static_cast<double>(shared(edges, of_values));
    const double share = std::max(known / static_cast<double>(lender.columns.edges.size()),
                                  known_values / static_cast<double>(of_values.size()));
    if (share < of_lender) return {};
    std::erase_if(lent, [&](const LentBoundary& boundary) {
        for (std::size_t c = 0; c < edges.size(); ++c) {
            if (std::abs(edges[c] - boundary.at) < same_edge && borrower.shares[c] >= whole) return true;
        }
        return boundary.at < edges.front() + same_edge || boundary.at > edges.back() - same_edge;
    });
    return lent;
}

/// All of it, across the borrower's own sides.
std::vector<LentBoundary> to_lend(const Part& lender, const Part& borrower) {
    std::vector<LentBoundary> lent = values_to_lend(lender, borrower);
    add_lost_sides(lender, borrower, lent);
    const double first = borrower.columns.edges.front(), last = borrower.columns.edges.back();
    for (LentBoundary& boundary : lent) boundary.at = (boundary.at - first) / (last - first);
    return lent;
}

Rect box_of(const Table& table) {
    Rect box;
    for (const TableCell& cell : table.cells) box = united(box, cell.box.value_or(Rect{}));
    return box;
}

void lend_within(const std::vector<Part>& parts, const std::vector<Page>& pages,
                 std::vector<std::vector<LentColumns>>& lent) {
    for (std::size_t b = 0; b < parts.size(); ++b) {
        const Part& borrower = parts[b];
        if (pages[borrower.page].source != PageText::Source::image) continue;
        std::vector<LentBoundary> most;
        for (std::size_t l = b > nearby ? b - nearby : 0; l < std::min(parts.size(), b + nearby + 1); ++l) {
            if (l == b) continue;
            std::vector<LentBoundary> offered = to_lend(parts[l], borrower);
            if (offered.size() > most.size()) most = std::move(offered);
        }
        if (!most.empty()) lent[borrower.page].push_back({box_of(*borrower.table), std::move(most)});
    }
}

/// Whether `next` goes on with the table of `parts`. Where it or they have lost a side, it is put across the others'
/// sides, or they across its.
bool goes_on(std::vector<Part>& parts, Part& next) {
    if (agree(parts.back().columns, next.columns)) return true;
    if (auto across = across_sides_of(parts.back().columns, next.columns)) {
        next.columns = std::move(*across);
        return true;
    }
    std::vector<ColumnEdges> all;
    for (const Part& part : parts) {
        auto across = across_sides_of(next.columns, part.columns);
        if (!across) return false;
        all.push_back(std::move(*across));
    }
    for (std::size_t p = 0; p < parts.size(); ++p) parts[p].columns = std::move(all[p]);
    return true;
}

/// What a table that has lost a side leaves outside.
bool stands_beside_table(const Paragraph& paragraph, const Page& page) {
    return paragraph.box && std::ranges::any_of(page.blocks, [&](const Block& block) {
               const auto* table = std::get_if<Table>(&block);
               const Rect box = table ? box_of(*table) : Rect{};
               return box.y0 < paragraph.box->center().y && paragraph.box->center().y < box.y1;
           });
}

/// A heading, or text. Dust and page numbers that were read as a line end no table.
bool ends_table(const Block& block, const Page& page) {
    constexpr std::ptrdiff_t few = 4;
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (!paragraph || stands_beside_table(*paragraph, page)) return false;
    return std::ranges::count_if(to_utf32(paragraph->text), is_hanzi) >= few;
}

/// 四、…: a running header is none.
bool is_section_heading(const Paragraph& paragraph) {
    const std::u32string text = to_utf32(paragraph.text);
    constexpr std::u32string_view numbers = U"一二三四五六七八九十";
    return text.size() > 2 && numbers.find(text[0]) != std::u32string_view::npos && text[1] == U'、';
}

/// Of the pages of one file, or from one file's last to the next one's first.
bool follows(const Page& page, const Page& before) {
    return page.number == before.number + 1 || page.number == 1;
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
        const Page& page = pages[p];
        if (std::ranges::any_of(page.header_candidates, is_section_heading)) end_table();
        for (const Block& block : page.blocks) {
            if (ends_table(block, page)) end_table();
            const auto* table = std::get_if<Table>(&block);
            if (!table) continue;
            Part part = part_of(p, *table);
            const bool known = !part.columns.edges.empty();
            const bool next_page = !parts.empty() && parts.back().page + 1 == p && follows(page, pages[p - 1]);
            if (!known || !next_page || !goes_on(parts, part)) end_table();
            if (known) parts.push_back(std::move(part));
        }
        if (std::ranges::any_of(page.footer_candidates, is_section_heading)) end_table();
    }
    end_table();
    return lent;
}

}  // namespace nianbao::layout
