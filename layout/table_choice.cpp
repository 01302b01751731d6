// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/table_choice.h"

#include <algorithm>
#include <map>

#include "layout/cell_axis.h"
#include "layout/unruled_tables.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

/// Whether numbers beside each other share cells. Where each has its own, what stands below it in that cell is text of
/// several lines: headings of one character a line.
bool holds_rows_in_cells(const LayoutTable& table, const NumberColumns& numbers) {
    constexpr double many = 0.2;
    std::size_t pairs = 0, shared = 0;
    for (const NumberRow& row : numbers.rows) {
        for (std::size_t i = 1; i < row.values.size(); ++i) {
            ++pairs;
            shared += std::ranges::any_of(table.cells, [&](const LayoutCell& cell) {
                return cell.box.contains(row.values[i - 1].center()) && cell.box.contains(row.values[i].center());
            });
        }
    }
    return static_cast<double>(shared) > many * static_cast<double>(pairs);
}

/// Ruled by chance, or in part, in crumbs of a table whose other rules are gone: the numbers of that are many more, or
/// a column of them stands beyond its last rule.
bool is_scrap(const LayoutTable& table, const LayoutTable& unruled, const NumberColumns& numbers) {
    const bool beyond = std::ranges::any_of(numbers.columns, [&](const Rect& column) {
        return column.center().x < table.box.x0 || column.center().x > table.box.x1;
    });
    return beyond || (2 * table.cells.size() < unruled.cells.size() && holds_rows_in_cells(table, numbers));
}

std::size_t numbers_in(const LayoutTable& table, const NumberColumns& numbers) {
    std::size_t inside = 0;
    for (const NumberRow& row : numbers.rows) {
        inside += static_cast<std::size_t>(
            std::ranges::count_if(row.values, [&](const Rect& value) { return table.box.contains(value.center()); }));
    }
    return inside;
}

/// Whether `other` stands left of the table, beside its rows: no report has tables beside each other.
bool stands_before(const LayoutTable& other, const LayoutTable& table) {
    return other.box.x0 < table.box.x0 && other.box.center().x < table.box.x0 &&
           vertical_overlap(other.box, table.box) > 0.5 * other.box.height();
}

/// Whether no ruled table holds these numbers as a whole: they are spread over several, or the one that holds them
/// lacks its labels, which are in another.
bool is_in_pieces(const NumberColumns& numbers, const std::vector<LayoutTable>& tables) {
    std::size_t all = 0, pieces = 0;
    for (const NumberRow& row : numbers.rows) all += row.values.size();
    const LayoutTable* whole = nullptr;
    for (const LayoutTable& table : tables) {
        const std::size_t inside = numbers_in(table, numbers);
        pieces += inside >= 2 ? 1 : 0;
        if (inside * 20 >= all * 19) whole = &table;
    }
    if (whole == nullptr) return pieces >= 2;
    return std::ranges::any_of(tables, [&](const LayoutTable& other) {
        const bool of_labels = numbers_in(other, numbers) * 20 <= all;  // 1. and the like
        return &other != whole && of_labels && stands_before(other, *whole);
    });
}

/// Whether nearly all its rules are there, and it tells by itself what its numbers are: each has a cell of its own, but
/// for those that are broken over two lines, with print in another cell of its row before it, or above it.
bool is_complete(const LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words, double dpi) {
    constexpr double nearly_all_edges = 0.96, digit_width = 0.78;  // of its height
    if (table.confidence < nearly_all_edges) return false;
    std::map<const LayoutCell*, double> widths;  // of the numbers seen in a cell
    std::vector<const LayoutCell*> of_text;
    for (const Word& word : words) {
        // 3.其他, of narrow pieces, may look like a number.
        const bool number = word.number && word.box.x1 > numbers.columns.front().x0;
        if (number || word.thin || word.dash || !table.box.contains(word.box.center())) continue;
        if (const LayoutCell* cell = cell_at(table, word.box.center())) of_text.push_back(cell);
    }
    const auto is_told = [&](const LayoutCell& cell) {
        return std::ranges::any_of(of_text, [&](const LayoutCell* text) {
            const bool before = text->column + text->column_span <= cell.column && text->row <= cell.row &&
                                text->row + text->row_span >= cell.row + cell.row_span;
            const bool above = text->row + text->row_span <= cell.row && text->column <= cell.column &&
                               text->column + text->column_span >= cell.column + cell.column_span;
            return before || above;
        });
    };
    bool any = false;
    for (const NumberRow& row : numbers.rows) {
        if (row.middle() < table.box.y0 || row.middle() > table.box.y1) continue;
        const LayoutCell* last = nullptr;
        for (const Rect& value : row.values) {
            const LayoutCell* cell = cell_at(table, value.center());
            if (cell == nullptr || cell == last || !is_told(*cell)) return false;
            const auto [other, fresh] = widths.emplace(cell, value.width());
            const bool wraps = fills_cell(other->second, cell->box.width(), digit_width * row.digit(), dpi) &&
                               value.width() < other->second + digit_width * row.digit() / 2;
            if (!fresh && !wraps) return false;
            last = cell;
            any = true;
        }
    }
    return any;
}

/// Whether the complete ones of the tables hold nearly all the numbers between them.
bool are_complete(const std::vector<LayoutTable>& tables, const NumberColumns& numbers, const std::vector<Word>& words,
                  double dpi) {
    std::size_t all = 0, inside = 0;
    for (const NumberRow& row : numbers.rows) all += row.values.size();
    for (const LayoutTable& table : tables) {
        const std::size_t own = numbers_in(table, numbers);
        if (own > 0 && is_complete(table, numbers, words, dpi)) inside += own;
    }
    // Characters of a heading between two tables may look like numbers.
    return inside * 20 >= all * 17;
}

}  // namespace

void add_unruled_tables(const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                        std::vector<LayoutTable>& tables, double dpi) {
    for (const NumberColumns& block : numbers) {
        const LayoutTable table = unruled_table(block, words);
        const auto meets = [&](const LayoutTable& other) { return !intersection(table.box, other.box).empty(); };
        const bool in_pieces = is_in_pieces(block, tables);
        const bool complete = are_complete(tables, block, words, dpi);
        const auto scrap = [&](const LayoutTable& other) {
            if (complete) return false;
            const bool within = intersection(other.box, table.box).area() > 0.5 * other.box.area();
            return within && (in_pieces || is_scrap(other, table, block));
        };
        if (std::ranges::any_of(tables, [&](const LayoutTable& t) { return meets(t) && !scrap(t); })) continue;
        std::erase_if(tables, scrap);
        tables.push_back(table);
    }
    std::ranges::sort(tables, {}, [](const LayoutTable& table) { return table.box.y0; });
}

}  // namespace nianbao::layout
