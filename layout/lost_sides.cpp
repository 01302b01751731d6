// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lost_sides.h"

#include <algorithm>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/median.h"

namespace nianbao::layout {
namespace {

constexpr double most_inside = 0.5;  // of the numbers, or more, stand in the table: it is this table that goes on

bool is_inside(const Rect& column, const LayoutTable& table) {
    const double middle = column.center().x;
    return middle > table.box.x0 && middle < table.box.x1;
}

/// Whether the rows of numbers are the table's, and so are most of their columns.
bool goes_beyond(const LayoutTable& table, const NumberColumns& numbers) {
    const auto in_table = [&](const NumberRow& row) {
        return row.middle() > table.box.y0 && row.middle() < table.box.y1;
    };
    if (!std::ranges::all_of(numbers.rows, in_table)) return false;
    const auto inside = std::ranges::count_if(numbers.columns, [&](const Rect& c) { return is_inside(c, table); });
    const auto all = static_cast<std::ptrdiff_t>(numbers.columns.size());
    return inside<all&& static_cast<double>(inside)> most_inside * static_cast<double>(all);
}

/// From the middle of one column of numbers to the middle of the next.
double pitch_of(const NumberColumns& numbers) {
    std::vector<double> pitches;
    for (std::size_t c = 1; c < numbers.columns.size(); ++c) {
        pitches.push_back(numbers.columns[c].center().x - numbers.columns[c - 1].center().x);
    }
    return median(pitches);
}

enum class Side { left, right };

double& side_of(Rect& box, Side side) {
    return side == Side::left ? box.x0 : box.x1;
}

/// The last column of numbers within the table, and the first one beyond its side.
struct Neighbours {
    Rect within, beyond;
};

std::optional<Neighbours> beside(const LayoutTable& table, const NumberColumns& numbers, Side side) {
    for (std::size_t c = 0; c + 1 < numbers.columns.size(); ++c) {
        const Rect &a = numbers.columns[c], &b = numbers.columns[c + 1];
        if (side == Side::left && !is_inside(a, table) && is_inside(b, table)) return Neighbours{b, a};
        if (side == Side::right && is_inside(a, table) && !is_inside(b, table)) return Neighbours{a, b};
    }
    return std::nullopt;
}

/// Where the table would end: half a column beyond its outermost numbers, and with all words of its rows.
Rect area_beyond(const LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words, Side side) {
    const Rect& outermost = side == Side::left ? numbers.columns.front() : numbers.columns.back();
    const double reach = pitch_of(numbers) / 2, middle = outermost.center().x;
    const Rect area = side == Side::left ? Rect{middle - reach, table.box.y0, table.box.x0, table.box.y1}
                                         : Rect{table.box.x1, table.box.y0, middle + reach, table.box.y1};
    Rect whole = area;
    for (const Word& word : words) {
        if (!word.thin && area.contains(word.box.center())) whole = united(whole, word.box);
    }
    return whole;
}

/// Where labels stand farther left, more is lost than a side: the table is better read without its rules.
bool has_labels_before(double x, const NumberColumns& numbers, const std::vector<Word>& words) {
    return std::ranges::any_of(words, [&](const Word& word) {
        if (word.number || word.dash || word.thin || word.box.center().x > x) return false;
        return std::ranges::any_of(numbers.rows, [&](const NumberRow& row) {
            return word.box.y0 < row.middle() && word.box.y1 > row.middle() && word.box.height() > 0.8 * row.digit();
        });
    });
}

bool is_on(const LayoutCell& cell, const LayoutTable& table, Side side) {
    return side == Side::left ? cell.column == 0 : cell.column + cell.column_span == table.columns;
}

void move_side(LayoutTable& table, double to, Side side) {
    for (LayoutCell& cell : table.cells) {
        if (is_on(cell, table, side)) side_of(cell.box, side) = to;
    }
}

void add_column(LayoutTable& table, double to, Side side) {
    std::vector<LayoutCell> added;
    for (LayoutCell& cell : table.cells) {
        if (is_on(cell, table, side)) {
            LayoutCell& beyond = added.emplace_back(cell);
            beyond.column = side == Side::left ? 0 : table.columns;
            beyond.column_span = 1;
            side_of(beyond.box, side == Side::left ? Side::right : Side::left) = side_of(cell.box, side);
            side_of(beyond.box, side) = to;
        }
        if (side == Side::left) ++cell.column;
    }
    table.cells.insert(table.cells.end(), added.begin(), added.end());
    ++table.columns;
}

/// Whether another boundary of the table parts the numbers on either side of its old side: then that was none.
bool are_parted_inside(LayoutTable& table, const Neighbours& numbers) {
    const double from = std::min(numbers.within.x1, numbers.beyond.x1);
    const double to = std::max(numbers.within.x0, numbers.beyond.x0);
    const std::vector<double> at = positions(table, Axis::columns);
    return std::any_of(at.begin() + 1, at.end() - 1, [&](double place) { return place > from && place < to; });
}

}  // namespace

void widen_to_numbers(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words,
                      const std::vector<LayoutTable>& others, double page_width) {
    if (!goes_beyond(table, numbers)) return;
    for (const Side side : {Side::left, Side::right}) {
        const std::optional<Neighbours> neighbours = beside(table, numbers, side);
        if (!neighbours) continue;
        Rect area = area_beyond(table, numbers, words, side);
        const bool taken = std::ranges::any_of(others, [&](const LayoutTable& other) {
            return &other != &table && intersection(other.box, area).area() > 0;
        });
        if (taken || (side == Side::left && has_labels_before(area.x0, numbers, words))) continue;
        const double to = std::clamp(side_of(area, side), 0.0, page_width);
        if (are_parted_inside(table, *neighbours)) {
            move_side(table, to, side);
        } else {
            add_column(table, to, side);
        }
        side_of(table.box, side) = to;
    }
}

}  // namespace nianbao::layout
