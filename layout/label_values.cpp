// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/label_values.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/cell_words.h"

namespace nianbao::layout {
namespace {

// Of the words' height: the paper between a label and its number, and between two headings.
constexpr double before_value = 1.2, between_headings = 2.5;
constexpr double several_characters = 2.6;  // wide, together
constexpr double widest_digit = 0.82;       // 元 and the like, narrow as hanzi go, are wider
constexpr double off_middle = 0.12;         // of a column's width: how far a heading stands from its middle, at most

/// What stands on either side of a boundary in one cell.
struct Sides {
    Rect left, right;
    double tallest = 0, widest_gap = 0;  ///< of the words, and between those of one side
    double paper() const { return right.x0 - left.x1; }
};

/// Nothing unless words stand on both sides of `at`, and none across it.
std::optional<Sides> sides_of(const std::vector<const Word*>& words, double at) {
    Sides sides;
    for (const Word* word : words) {
        sides.tallest = std::max(sides.tallest, word->box.height());
        Rect& side = word->box.center().x < at ? sides.left : sides.right;
        if (!side.empty()) sides.widest_gap = std::max(sides.widest_gap, word->box.x0 - side.x1);
        side = united(side, word->box);
    }
    if (sides.left.empty() || sides.right.empty() || sides.left.x1 > at || sides.right.x0 < at) return std::nullopt;
    return sides;
}

/// Surely one: the end of a heading whose last characters are narrow must not be cut off.
bool is_value(const Word& word) {
    return word.dash || (word.number && word.widest <= widest_digit * word.box.height());
}

bool holds_label_and_value(const LayoutCell& cell, const std::vector<Word>& words, double at) {
    const std::vector<const Word*> inside = words_in(cell, words);
    const auto sides = cell.row_span == 1 ? sides_of(inside, at) : std::nullopt;
    if (!sides || sides->paper() < before_value * sides->tallest) return false;
    bool label = false;
    for (const Word* word : inside) {
        if (word->box.center().x > at && !is_value(*word)) return false;
        label = label || (word->box.center().x < at && !word->number && !word->dash);
    }
    return label;
}

/// Each of several characters or in the middle of its own column, and far from the other; the characters of one
/// heading, set wide apart, are as far from each other everywhere.
bool holds_two_headings(const LayoutCell& cell, const std::vector<Word>& words, double at) {
    const auto sides = sides_of(print_in(cell, words), at);
    if (!sides || sides->paper() < between_headings * sides->tallest) return false;
    if (sides->widest_gap > sides->paper() / 3) return false;
    const auto is_centred = [&](const Rect& text, double from, double to) {
        return std::abs(text.center().x - (from + to) / 2) < off_middle * (to - from);
    };
    if (std::min(sides->left.width(), sides->right.width()) > several_characters * sides->tallest) return true;
    return is_centred(sides->left, cell.box.x0, at) && is_centred(sides->right, at, cell.box.x1);
}

}  // namespace

void part_labels_from_values(LayoutTable& table, const std::vector<Word>& words) {
    const std::vector<double> at = positions(table, Axis::columns);
    const auto covers = [](const LayoutCell& cell, int k) {
        return cell.column < k && cell.column + cell.column_span > k;
    };
    const auto parted_below = [&](const LayoutCell& heading, int k) {
        return std::ranges::any_of(table.cells, [&](const LayoutCell& cell) {
            return cell.row == heading.row + heading.row_span && cell.column == k;
        });
    };
    for (int k = 1; k < table.columns; ++k) {
        const double boundary = at[static_cast<std::size_t>(k)];
        const auto part = [&](const auto& holds_two) {
            for (std::size_t i = 0; i < table.cells.size(); ++i) {
                LayoutCell& cell = table.cells[i];
                if (covers(cell, k) && holds_two(cell)) cut_cell(table, cell, Axis::columns, k, boundary);
            }
        };
        part([&](const LayoutCell& cell) { return holds_label_and_value(cell, words, boundary); });
        part(
            [&](const LayoutCell& cell) { return parted_below(cell, k) && holds_two_headings(cell, words, boundary); });
    }
}

}  // namespace nianbao::layout
