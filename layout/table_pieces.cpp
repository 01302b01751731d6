// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/table_pieces.h"

#include <algorithm>
#include <cmath>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

using Rows = std::vector<bool>;

bool is_in(const LayoutCell& cell, const Rows& rows) {
    const auto first = rows.begin() + cell.row;
    return std::find(first, first + cell.row_span, true) != first + cell.row_span;
}

void take(const LayoutCell& cell, Rows& rows) {
    std::fill_n(rows.begin() + cell.row, cell.row_span, true);
}

/// Rows of which a good part is in another table, and whatever shares cells with them.
Rows rows_in(const LayoutTable& table, const std::vector<Rect>& others) {
    constexpr double good_part = 0.3;
    Rows taken(static_cast<std::size_t>(table.rows), false);
    for (const LayoutCell& cell : table.cells) {
        const bool meets = std::ranges::any_of(others, [&](const Rect& other) {
            const double least = good_part * std::min(cell.box.height(), other.height());
            return horizontal_overlap(cell.box, other) > 0 && vertical_overlap(cell.box, other) > least;
        });
        if (meets) take(cell, taken);
    }
    for (bool more = true; more;) {
        const Rows before = taken;
        for (const LayoutCell& cell : table.cells) {
            if (is_in(cell, taken)) take(cell, taken);
        }
        more = taken != before;
    }
    return taken;
}

/// Dust and crumbs of rules may go; what is as high as a digit may be a 1.
bool is_text(const Word& word, double digit) {
    constexpr double low = 0.5, alike = 0.2;
    if (word.thin) return std::abs(word.box.height() - digit) < alike * digit;
    return !word.dash && word.box.height() > low * digit;
}

double usual_digit(const std::vector<Word>& words) {
    std::vector<double> heights;
    for (const Word& word : words) {
        if (word.number) heights.push_back(word.box.height());
    }
    return median(heights);
}

LayoutTable piece_of(const LayoutTable& table, int from, int to) {
    LayoutTable piece = table;
    piece.rows = to - from;
    piece.cells.clear();
    piece.box = {};
    for (LayoutCell cell : table.cells) {
        if (cell.row < from || cell.row >= to) continue;
        cell.row -= from;
        piece.box = united(piece.box, cell.box);
        piece.cells.push_back(std::move(cell));
    }
    piece.open_top = table.open_top && from == 0;
    piece.open_bottom = table.open_bottom && to == table.rows;
    return piece;
}

}  // namespace

std::optional<std::vector<LayoutTable>> without_rows_of(const LayoutTable& table, const std::vector<Rect>& others,
                                                        const std::vector<Word>& words) {
    const Rows taken = rows_in(table, others);
    const double digit = usual_digit(words);
    for (const Word& word : words) {
        if (!is_text(word, digit)) continue;
        const Point middle = word.box.center();
        const bool kept = std::ranges::any_of(others, [&](const Rect& other) { return other.contains(middle); });
        const bool here = std::ranges::any_of(
            table.cells, [&](const LayoutCell& cell) { return cell.box.contains(middle) && is_in(cell, taken); });
        if (here && !kept) return std::nullopt;
    }
    std::vector<LayoutTable> pieces;
    for (int from = 0; from < table.rows;) {
        int to = from;
        while (to < table.rows && !taken[static_cast<std::size_t>(to)]) ++to;
        if (to > from) pieces.push_back(piece_of(table, from, to));
        from = to + 1;
    }
    return pieces;
}

}  // namespace nianbao::layout
