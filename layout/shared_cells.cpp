// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/shared_cells.h"

#include <algorithm>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

using Words = std::vector<const Word*>;

/// Without dust and what is left of a rule: beside a number or a character, even a dash may be that.
Words words_in(const LayoutCell& cell, const std::vector<Word>& words) {
    constexpr double low = 0.4;  // of the tallest word
    Words inside;
    double tallest = 0;
    for (const Word& word : words) {
        if (word.thin || !cell.box.contains(word.box.center())) continue;
        inside.push_back(&word);
        tallest = std::max(tallest, word.box.height());
    }
    std::erase_if(inside, [&](const Word* word) { return word->box.height() < low * tallest; });
    return inside;
}

bool are_values(const Words& words) {
    return !words.empty() && std::ranges::all_of(words, [](const Word* word) { return word->number || word->dash; });
}

bool are_labels(const Words& words) {
    return !words.empty() && std::ranges::any_of(words, [](const Word* word) { return !word->number && !word->dash; });
}

double tallest(const Words& words) {
    double height = 0;
    for (const Word* word : words) height = std::max(height, word->box.height());
    return height;
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
    const Extent shared{std::max(gap.from, own[0].from), std::min(gap.to, own[0].to)};
    return length(shared) > tallest(words) ? std::optional(shared) : std::nullopt;
}

class Parter {
  public:
    Parter(LayoutTable& table, const std::vector<Word>& words, double dpi) : table_(table), words_(words), dpi_(dpi) {}

    void part_columns() {
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const Words inside = words_in(table_.cells[i], words_);
            if (!are_labels(inside)) continue;
            if (const auto gap = between_headings(inside)) part_columns_under(i, *gap);
        }
    }

    void part_rows() {
        for (int row = 0; row < table_.rows; ++row) part_row(row);
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
            const Words inside = words_in(table_.cells[*next], words_);
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
        if (cells.size() < 2 || length(between) < least * tallest(words_in(table_.cells[heading], words_))) return;
        const int boundary = boundary_at(table_.cells[heading], Axis::columns, gap);
        for (const std::size_t i : cells) cut_cell(table_, table_.cells[i], Axis::columns, boundary, gap.middle());
    }

    /// The lines of labels and of numbers in the cells of one row, all of the same height.
    void part_row(int row) {
        std::vector<std::size_t> cells;
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const LayoutCell& cell = table_.cells[i];
            if (cell.row <= row && row < cell.row + cell.row_span) cells.push_back(i);
        }
        const int rows = table_.cells[cells.front()].row_span;
        std::optional<Extent> gap;
        int labels = 0, values = 0;
        for (const std::size_t i : cells) {
            const LayoutCell& cell = table_.cells[i];
            if (cell.row != row || cell.row_span != rows) return;
            const Words inside = words_in(cell, words_);
            if (inside.empty()) continue;
            const std::vector<Extent> own = gaps_of(inside, Axis::rows);
            if (own.size() != 1) return;
            const bool value = are_values(inside);
            if (value && (inside.size() != 2 || is_wrapped(inside, cell))) return;
            (value ? values : labels)++;
            gap = gap ? Extent{std::max(gap->from, own[0].from), std::min(gap->to, own[0].to)} : own[0];
        }
        if (labels != 1 || values == 0 || !gap || length(*gap) <= 0) return;
        const int boundary = boundary_at(table_.cells[cells.front()], Axis::rows, *gap);
        for (const std::size_t i : cells) cut_cell(table_, table_.cells[i], Axis::rows, boundary, gap->middle());
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
