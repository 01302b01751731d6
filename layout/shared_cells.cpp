// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/shared_cells.h"

#include <algorithm>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/cell_words.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

using Words = std::vector<const Word*>;

bool are_values(const Words& words) {
    return !words.empty() && std::ranges::all_of(words, [](const Word* word) { return word->number || word->dash; });
}

bool are_labels(const Words& words) {
    return !words.empty() && std::ranges::any_of(words, [](const Word* word) { return !word->number && !word->dash; });
}

/// Clear paper between words, across the whole cell, ascending.
std::vector<Extent> gaps_of(const Words& words, Axis axis) {
    std::vector<Extent> places;
    for (const Word* word : words) places.push_back(extent(word->box, axis));
    std::ranges::sort(places, {}, &Extent::from);
    std::vector<Extent> gaps;
    double end = places.empty() ? 0 : places.front().to;
    for (const Extent& place : places) {
        if (place.from > end) gaps.push_back({end, place.from});
        end = std::max(end, place.to);
    }
    return gaps;
}

std::optional<Extent> in_common(const Extent& a, const Extent& b) {
    const Extent shared{std::max(a.from, b.from), std::min(a.to, b.to)};
    return shared.to > shared.from ? std::optional(shared) : std::nullopt;
}

double length(const Extent& gap) {
    return gap.to - gap.from;
}

/// Between two headings: characters of one that is set wide apart are as far from each other everywhere.
std::optional<Extent> between_headings(const Words& words) {
    std::vector<Extent> gaps = gaps_of(words, Axis::columns);
    if (gaps.empty()) return std::nullopt;
    const auto widest = std::ranges::max_element(gaps, {}, length);
    const Extent found = *widest;
    gaps.erase(widest);
    if (std::ranges::any_of(gaps, [&](const Extent& gap) { return 3 * length(gap) > length(found); }))
        return std::nullopt;
    return found;
}

/// What `gap` and the paper between two single numbers have in common.
std::optional<Extent> between_values(const Words& words, const Extent& gap) {
    if (words.size() != 2 || !are_values(words)) return std::nullopt;
    const std::vector<Extent> own = gaps_of(words, Axis::columns);
    if (own.size() != 1) return std::nullopt;
    const std::optional<Extent> shared = in_common(gap, own[0]);
    return shared && length(*shared) > tallest_of(words) ? shared : std::nullopt;
}

class Parter {
  public:
    Parter(LayoutTable& table, const std::vector<Word>& words, double dpi) : table_(table), words_(words), dpi_(dpi) {}

    void part_columns() {
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const Words inside = print_in(table_.cells[i], words_);
            if (!are_labels(inside)) continue;
            if (const auto gap = between_headings(inside)) part_columns_under(i, *gap);
        }
    }

    void part_rows() {
        for (int row = 0; row < table_.rows; ++row) part_row(row);
        for (std::size_t i = 0; i < table_.cells.size(); ++i) part_under_heading(i);
    }

  private:
    /// The cell right below that covers the same columns.
    std::optional<std::size_t> below(const LayoutCell& cell) const {
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const LayoutCell& other = table_.cells[i];
            if (other.row == cell.row + cell.row_span && other.column == cell.column &&
                other.column_span == cell.column_span)
                return i;
        }
        return std::nullopt;
    }

    void part_columns_under(std::size_t heading, const Extent& between) {
        Extent gap = between;
        std::vector<std::size_t> cells{heading};
        for (auto next = below(table_.cells[heading]); next; next = below(table_.cells[*next])) {
            const Words inside = print_in(table_.cells[*next], words_);
            const auto shared = between_values(inside, gap);
            if (!shared) {
                if (are_values(inside)) return;  // a number that is both columns'
                break;
            }
            gap = *shared;
            cells.push_back(*next);
        }
        // Of words' heights. Two rows of numbers can hardly be wrong.
        constexpr double apart = 2.5, apart_if_several = 1.2;
        const double least = cells.size() > 2 ? apart_if_several : apart;
        if (cells.size() < 2 || length(between) < least * tallest_of(print_in(table_.cells[heading], words_))) return;
        const int boundary = boundary_at(table_.cells[heading], Axis::columns, gap);
        for (const std::size_t i : cells) cut_cell(table_, table_.cells[i], Axis::columns, boundary, gap.middle());
    }

    /// Two labels on two lines, and two numbers, or a heading and a number, in each other cell of the row; or a number
    /// under its heading in nearly all of many cells, as in table 4, which has no labels.
    void part_row(int row) {
        constexpr std::size_t many_cells = 6;
        std::vector<std::size_t> cells;
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const LayoutCell& cell = table_.cells[i];
            if (cell.row <= row && row < cell.row + cell.row_span) cells.push_back(i);
        }
        const int rows = table_.cells[cells.front()].row_span;
        std::vector<Words> labels;
        std::vector<Extent> gaps;
        for (const std::size_t i : cells) {
            const LayoutCell& cell = table_.cells[i];
            if (cell.row != row || cell.row_span != rows) return;
            const Words inside = print_in(cell, words_);
            if (const auto own = above_value(inside, cell)) {
                gaps.push_back(*own);
            } else if (are_values(inside)) {
                return;
            } else if (!inside.empty()) {
                labels.push_back(inside);
            }
        }
        const bool headed = gaps.size() >= many_cells && 10 * gaps.size() >= 7 * cells.size();
        if (gaps.empty() || (labels.size() != 1 && !headed)) return;
        std::optional<Extent> gap = gaps.front();
        for (const Extent& other : gaps) gap = gap ? in_common(*gap, other) : std::nullopt;
        if (gap && !headed) gap = between_lines(labels.front(), *gap);
        if (!gap) return;
        const auto crosses = [&](const Word* word) {
            return word->box.y0 < gap->middle() && word->box.y1 > gap->middle();
        };
        if (std::ranges::any_of(labels, [&](const Words& inside) { return std::ranges::any_of(inside, crosses); }))
            return;
        const int boundary = boundary_at(table_.cells[cells.front()], Axis::rows, *gap);
        for (const std::size_t i : cells) cut_cell(table_, table_.cells[i], Axis::rows, boundary, gap->middle());
    }

    /// A heading and its number in one cell, where the rows are two beside it.
    void part_under_heading(std::size_t i) {
        const LayoutCell cell = table_.cells[i];
        if (cell.row_span != 2) return;
        const Words inside = print_in(cell, words_);
        const auto gap = above_value(inside, cell);
        if (!gap || !are_labels(inside)) return;
        const double at = positions(table_, Axis::rows)[static_cast<std::size_t>(cell.row) + 1];
        if (at > gap->from && at < gap->to) cut_cell(table_, table_.cells[i], Axis::rows, cell.row + 1, at);
    }

    /// What `gap` and the first paper between two lines of the label have in common.
    static std::optional<Extent> between_lines(const Words& label, const Extent& gap) {
        for (const Extent& own : gaps_of(label, Axis::rows)) {
            if (const auto shared = in_common(gap, own)) return shared;
        }
        return std::nullopt;
    }

    /// The paper above the number that stands lowest in the cell, alone on its line, below another number or a heading.
    std::optional<Extent> above_value(const Words& words, const LayoutCell& cell) const {
        const std::vector<Extent> gaps = gaps_of(words, Axis::rows);
        if (gaps.empty()) return std::nullopt;
        Words upper, lower;
        for (const Word* word : words) {
            (word->box.center().y < gaps.back().middle() ? upper : lower).push_back(word);
        }
        if (lower.size() != 1 || !are_values(lower)) return std::nullopt;
        if (are_values(upper) && (upper.size() != 1 || is_wrapped(words, cell))) return std::nullopt;
        return gaps.back();
    }

    /// Whether the upper number may go on in the lower one.
    bool is_wrapped(const Words& two, const LayoutCell& cell) const {
        constexpr double digit_width = 0.78;
        const Word& upper = two[0]->box.y0 < two[1]->box.y0 ? *two[0] : *two[1];
        return fills_cell(upper.box.width(), cell.box.width(), digit_width * upper.box.height(), dpi_);
    }

    /// The table's boundary in the gap; a new one where it has none.
    int boundary_at(const LayoutCell& cell, Axis axis, const Extent& gap) {
        LayoutCell whole = cell;
        const std::vector<double> at = positions(table_, axis);
        for (int k = first(whole, axis) + 1; k < first(whole, axis) + span(whole, axis); ++k) {
            const double place = at[static_cast<std::size_t>(k)];
            if (place > gap.from && place < gap.to) return k;
        }
        int index = first(whole, axis);
        while (index + 1 < first(whole, axis) + span(whole, axis) &&
               at[static_cast<std::size_t>(index) + 1] < gap.middle())
            ++index;
        return insert_boundary(table_, axis, index);
    }

    LayoutTable& table_;
    const std::vector<Word>& words_;
    double dpi_;
};

}  // namespace

void part_shared_cells(LayoutTable& table, const std::vector<Word>& words, double dpi) {
    Parter parter(table, words, dpi);
    parter.part_columns();
    parter.part_rows();
}

}  // namespace nianbao::layout
