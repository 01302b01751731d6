// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/merged_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/cell_order.h"
#include "layout/label_rows.h"
#include "layout/label_values.h"
#include "layout/median.h"
#include "layout/shared_cells.h"
#include "layout/value_cells.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

constexpr double digit_width = 0.78;  // of its height, with the paper beside it
constexpr double most_digits = 10;    // of one number
constexpr double across = 0.25;       // of a label's height: how far it reaches to either side of a gap that it fills

/// Two values of one row (or column) of numbers; the clear paper between all the values on either side, and what lies
/// between most of them: a crumb of the rule beside one value makes the first too narrow for the rule.
struct Pair {
    Rect before, after;
    double widest = 0;  ///< of the numbers in their column
};
struct Gap {
    Extent clear, usual;
    std::vector<Pair> pairs;
};

std::optional<Rect> value_in(const NumberRow& row, const Rect& column) {
    for (const Rect& value : row.values) {
        if (horizontal_overlap(value, column) > 0) return value;
    }
    return std::nullopt;
}

double widest_in(const NumberColumns& numbers, const Rect& column) {
    double widest = 0;
    for (const NumberRow& row : numbers.rows) {
        if (const auto value = value_in(row, column)) widest = std::max(widest, value->width());
    }
    return widest;
}

Extent usual_between(const std::vector<Pair>& pairs, Axis axis, const Extent& clear) {
    if (pairs.empty()) return clear;
    std::vector<double> from, to;
    for (const Pair& pair : pairs) {
        from.push_back(extent(pair.before, axis).to);
        to.push_back(extent(pair.after, axis).from);
    }
    return {median(from), median(to)};
}

std::vector<Gap> gaps_between(const NumberColumns& numbers, Axis axis) {
    std::vector<Gap> gaps;
    const auto add_pair = [](Gap& gap, const std::optional<Rect>& a, const std::optional<Rect>& b, double widest = 0) {
        if (a && b) gap.pairs.push_back({*a, *b, widest});
    };
    if (axis == Axis::columns) {
        for (std::size_t c = 0; c + 1 < numbers.columns.size(); ++c) {
            Gap gap{{numbers.columns[c].x1, numbers.columns[c + 1].x0}, {}, {}};
            for (const NumberRow& row : numbers.rows) {
                add_pair(gap, value_in(row, numbers.columns[c]), value_in(row, numbers.columns[c + 1]));
            }
            gap.usual = usual_between(gap.pairs, axis, gap.clear);
            gaps.push_back(std::move(gap));
        }
        return gaps;
    }
    for (std::size_t r = 0; r + 1 < numbers.rows.size(); ++r) {
        Gap gap{{numbers.rows[r].bottom, numbers.rows[r + 1].top}, {}, {}};
        for (const Rect& column : numbers.columns) {
            add_pair(gap, value_in(numbers.rows[r], column), value_in(numbers.rows[r + 1], column),
                     widest_in(numbers, column));
        }
        gap.usual = gap.clear;  // of rows, that are medians already
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

class Parter {
  public:
    Parter(LayoutTable& table, const std::vector<Word>& words, Axis axis, double dpi)
        : table_(table), words_(words), axis_(axis), dpi_(dpi) {}

    void part(const Gap& gap, double digit) {
        const bool merged = std::ranges::any_of(gap.pairs, [&](const Pair& pair) { return share_cell(pair); });
        if (!merged || gap.clear.to <= gap.clear.from) return;
        if (axis_ == Axis::rows &&
            (holds_wrapped_numbers(gap, digit) || (label_stands_in(gap) && !holds_short_numbers(gap))))
            return;
        const int boundary = boundary_in(gap, digit);
        if (boundary <= 0 || boundary >= size(table_, axis_)) return;
        // All places first: those that are cut are no edges to go by.
        std::vector<double> places;
        for (const Pair& pair : gap.pairs) places.push_back(place_between(pair, boundary));
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (share_cell(gap.pairs[p])) cut(*cell_at(table_, gap.pairs[p].before.center()), boundary, places[p]);
        }
        part_words(boundary, gap.clear);
    }

    /// The first number of a row, and the label before it.
    void part_from_label(const Rect& value) {
        LayoutCell* cell = cell_at(table_, value.center());
        if (cell == nullptr) return;
        double label = -1;
        for (const Word& word : words_) {
            if (word.thin || word.box.x1 > value.x0 || !cell->box.contains(word.box.center())) continue;
            label = std::max(label, word.box.x1);
        }
        const std::vector<double> at = positions(table_, axis_);
        for (std::size_t k = 1; label > 0 && k + 1 < at.size(); ++k) {
            if (at[k] <= label || at[k] >= value.x0) continue;
            cut(*cell, static_cast<int>(k), at[k]);
            return;
        }
    }

    /// A number that shares its cell with the heading above it, from which the other numbers of its row are parted.
    void part_from_heading(const NumberRow& row) {
        std::map<int, int> begins;
        for (const Rect& value : row.values) {
            if (const LayoutCell* cell = cell_at(table_, value.center())) ++begins[cell->row];
        }
        if (begins.empty()) return;
        const auto usual = std::ranges::max_element(begins, {}, [](const auto& count) { return count.second; });
        const double at = positions(table_, Axis::rows)[static_cast<std::size_t>(usual->first)];
        if (2 * static_cast<std::size_t>(usual->second) < row.values.size() || !(at < row.top)) return;
        for (const Rect& value : row.values) {
            LayoutCell* cell = cell_at(table_, value.center());
            if (cell != nullptr && cell->row < usual->first && at < value.y0 && heading_above(*cell, at))
                cut(*cell, usual->first, at);
        }
    }

  private:
    bool heading_above(const LayoutCell& cell, double at) const {
        return std::ranges::any_of(words_, [&](const Word& word) {
            const bool words = !word.thin && !word.number && !word.dash;
            return words && cell.box.contains(word.box.center()) && word.box.center().y < at;
        });
    }

    /// As near to the boundary's place in other rows as the two numbers allow.
    double place_between(const Pair& pair, int boundary) {
        const double from = extent(pair.before, axis_).to, to = extent(pair.after, axis_).from;
        const LayoutCell* cell = cell_at(table_, pair.before.center());
        const std::optional<double> edge = cell ? edge_near(table_, *cell, axis_, boundary) : std::nullopt;
        return edge && from < to ? std::clamp(*edge, from, to) : (from + to) / 2;
    }

    bool share_cell(const Pair& pair) {
        const LayoutCell* a = cell_at(table_, pair.before.center());
        if (a == nullptr || a != cell_at(table_, pair.after.center())) return false;
        return axis_ == Axis::rows || !is_broken_number(pair, *a);
    }

    /// Whether what stands in a cell no wider than the others of its row may be one number that has lost a digit.
    bool is_broken_number(const Pair& pair, const LayoutCell& cell) const {
        constexpr double lost_digit = 1.3, as_wide = 1.2;  // of the digits' height, of the usual width
        constexpr std::size_t many = 8;
        const bool apart = pair.after.x0 - pair.before.x1 > lost_digit * pair.before.height();
        if (apart || cell.column_span > 1) return false;
        std::vector<double> widths;
        for (const LayoutCell& other : table_.cells) {
            if (other.row == cell.row && other.column_span == 1) widths.push_back(other.box.width());
        }
        return widths.size() >= many && cell.box.width() < as_wide * median(widths);
    }

    /// Whether each value above the gap leaves no room for a digit more: what is below is the rest of it. Where that
    /// holds in many columns, and one would be longer than any number is, they are of two rows of a crowded table.
    bool holds_wrapped_numbers(const Gap& gap, double digit) {
        constexpr int many = 5;
        constexpr double nearly_as_long = 0.6;
        int shared = 0, too_long = 0;
        for (const Pair& pair : gap.pairs) {
            if (!share_cell(pair)) continue;
            const double cell = cell_at(table_, pair.before.center())->box.width();
            // Where a longer number stands in the column on one line, this one had room for a digit more. Some are
            // broken all the same, at a comma, but not in the middle.
            const bool room = pair.widest > pair.before.width() + digit / 2 &&
                              pair.after.width() > nearly_as_long * pair.before.width();
            const bool wrapped = !room && pair.after.width() < pair.before.width() + digit / 2 &&
                                 fills_cell(pair.before.width(), cell, digit_width * digit, dpi_);
            if (!wrapped) return false;
            ++shared;
            too_long += pair.before.width() + pair.after.width() > most_digits * digit_width * digit ? 1 : 0;
        }
        return shared < many || too_long == 0;
    }

    /// Whether above the gap stand numbers that would have had room for all that is below: those are of another row,
    /// whatever the label beside them does.
    bool holds_short_numbers(const Gap& gap) {
        constexpr std::ptrdiff_t several = 4;
        constexpr double short_of_cell = 0.5;
        return std::ranges::count_if(gap.pairs, [&](const Pair& pair) {
                   if (!share_cell(pair)) return false;
                   const double cell = cell_at(table_, pair.before.center())->box.width();
                   return pair.before.width() < short_of_cell * cell && pair.before.width() + pair.after.width() < cell;
               }) >= several;
    }

    /// Whether a line of the row's own label stands where two rows would meet.
    bool label_stands_in(const Gap& gap) const {
        return std::ranges::any_of(table_.cells, [&](const LayoutCell& cell) {
            const bool own = cell.row_span == 1 && cell.box.y0 < gap.clear.middle() && cell.box.y1 > gap.clear.middle();
            return own && std::ranges::any_of(words_, [&](const Word& word) {
                       if (word.thin || word.dash || word.number || !cell.box.contains(word.box.center())) return false;
                       return word.box.y0 < gap.clear.middle() - across * word.box.height() &&
                              word.box.y1 > gap.clear.middle() + across * word.box.height();
                   });
        });
    }

    /// The table's boundary that runs through the gap; a new one where it has none.
    int boundary_in(const Gap& gap, double digit) {
        const std::vector<double> at = positions(table_, axis_);
        const double slack = 0.2 * digit;
        for (const Extent& between : {Extent{gap.clear.from - slack, gap.clear.to + slack}, gap.usual}) {
            for (std::size_t k = 1; k + 1 < at.size(); ++k) {
                if (at[k] > between.from && at[k] < between.to) return static_cast<int>(k);
            }
        }
        for (std::size_t k = 0; k + 1 < at.size(); ++k) {
            if (at[k] < gap.clear.middle() && gap.clear.middle() < at[k + 1])
                return insert_boundary(table_, axis_, static_cast<int>(k));
        }
        return -1;
    }

    void cut(LayoutCell& cell, int boundary, double at) { cut_cell(table_, cell, axis_, boundary, at); }

    /// Labels and headings of just these two, with clear paper between their words.
    void part_words(int boundary, const Extent& clear) {
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            LayoutCell& cell = table_.cells[i];
            if (first(cell, axis_) != boundary - 1 || span(cell, axis_) != 2) continue;
            if (const auto at = clear_paper(cell.box, clear)) cut(cell, boundary, *at);
        }
    }

    std::optional<double> clear_paper(const Rect& box, const Extent& near) const {
        double before = -std::numeric_limits<double>::max(), after = std::numeric_limits<double>::max();
        for (const Word& word : words_) {
            if (!box.contains(word.box.center()) || word.thin) continue;
            const Extent place = extent(word.box, axis_);
            if (place.middle() < near.middle()) {
                before = std::max(before, place.to);
            } else {
                after = std::min(after, place.from);
            }
        }
        const Extent whole = extent(box, axis_);
        if (before < whole.from || after > whole.to || before >= after) return std::nullopt;
        return (before + after) / 2;
    }

    LayoutTable& table_;
    const std::vector<Word>& words_;
    Axis axis_;
    double dpi_;
};

/// Most of the numbers; a column at the table's side may have lost the rule beyond it.
bool stands_in(const NumberColumns& numbers, const LayoutTable& table) {
    std::size_t inside = 0, all = 0;
    for (const NumberRow& row : numbers.rows) {
        for (const Rect& value : row.values) inside += table.box.contains(value.center()) ? 1 : 0;
        all += row.values.size();
    }
    return inside * 10 > all * 6;
}

}  // namespace

void part_merged_cells(LayoutTable& table, const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                       double dpi) {
    for (const NumberColumns& block : numbers) {
        if (!stands_in(block, table)) continue;
        for (const Axis axis : {Axis::columns, Axis::rows}) {
            for (const Gap& gap : gaps_between(block, axis)) Parter(table, words, axis, dpi).part(gap, block.digit);
        }
        for (const NumberRow& row : block.rows) {
            Parter(table, words, Axis::rows, dpi).part_from_heading(row);
            const auto first = value_in(row, block.columns.front());
            if (first) Parter(table, words, Axis::columns, dpi).part_from_label(*first);
        }
        part_value_cells(table, block, words);
        part_labels_of_rows(table, block, words);
    }
    part_labels_from_values(table, words);
    part_shared_cells(table, words, dpi);
    if (table.worn) part_labels_beside_values(table, words);
    sort_cells(table);
}

}  // namespace nianbao::layout
