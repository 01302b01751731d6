// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/label_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/cell_words.h"

namespace nianbao::layout {
namespace {

constexpr double near = 1.2;     // of a digit's height: from a boundary to clear paper between two lines of labels
constexpr double reaches = 0.2;  // of a word's height: how far it must go to either side to stand across

/// The value that most have.
int usual(const std::vector<int>& values) {
    std::map<int, int> counts;
    for (const int value : values) ++counts[value];
    return std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; })->first;
}

/// Where, counted in boundaries of the table, rows of numbers are parted, and where their columns begin.
struct Frame {
    std::vector<int> rows;
    int first_value = 0;
};

Frame frame_of(const LayoutTable& table, const NumberColumns& numbers) {
    Frame frame;
    std::vector<int> columns;
    int last = -1;
    for (const NumberRow& row : numbers.rows) {
        std::vector<int> begins, ends;
        for (const Rect& value : row.values) {
            const LayoutCell* cell = cell_at(table, value.center());
            if (cell == nullptr) continue;
            begins.push_back(cell->row);
            ends.push_back(cell->row + cell->row_span);
            if (&value == &row.values.front()) columns.push_back(cell->column);
        }
        if (begins.empty()) continue;
        if (last > 0 && usual(begins) >= last) frame.rows.push_back(usual(begins));
        last = usual(ends);
    }
    frame.first_value = columns.empty() ? 0 : usual(columns);
    return frame;
}

class Parter {
  public:
    Parter(LayoutTable& table, const std::vector<Word>& words, double digit)
        : table_(table), words_(words), digit_(digit) {}

    /// @param rows  boundaries at which rows of numbers are parted, all inside the cell
    void part(std::size_t index, const std::vector<int>& rows) {
        const std::vector<std::size_t> slices = cut_all(index, rows);
        for (const std::size_t slice : slices) part_from_group(slice);
    }

  private:
    std::vector<const Word*> words_in(const Rect& box) const {
        std::vector<const Word*> inside;
        for (const Word& word : words_) {
            if (!word.thin && box.contains(word.box.center())) inside.push_back(&word);
        }
        return inside;
    }

    bool has_words_on_both_sides(const Rect& box, double y) const {
        const std::vector<const Word*> words = words_in(box);
        const auto above = [y](const Word* word) { return word->box.center().y < y; };
        return std::ranges::any_of(words, above) && !std::ranges::all_of(words, above);
    }

    /// The middle of the clear paper nearest to the boundary; the boundary itself where none is near.
    double clear_paper(const Rect& box, double at) const {
        std::vector<Extent> lines;
        for (const Word* word : words_in(box)) lines.push_back(extent(word->box, Axis::rows));
        std::ranges::sort(lines, {}, &Extent::from);
        double reached = box.y0, best = at, away = near * digit_;
        lines.push_back({box.y1, box.y1});
        for (const Extent& line : lines) {
            const double middle = (reached + line.from) / 2;
            if (line.from > reached && std::abs(std::clamp(at, reached, line.from) - at) < away) {
                away = std::abs(std::clamp(at, reached, line.from) - at);
                best = middle;
            }
            reached = std::max(reached, line.to);
        }
        return best;
    }

    /// @return the pieces, top to bottom
    std::vector<std::size_t> cut_all(std::size_t index, const std::vector<int>& rows) {
        const std::vector<double> at = positions(table_, Axis::rows);
        std::vector<std::size_t> pieces{index};
        for (const int boundary : rows) {
            const double where = at[static_cast<std::size_t>(boundary)];
            if (std::isnan(where)) continue;
            const std::size_t size = table_.cells.size();
            const LayoutCell& cell = table_.cells[pieces.back()];
            const double y = std::clamp(clear_paper(cell.box, where), cell.box.y0, cell.box.y1);
            if (!has_words_on_both_sides(cell.box, y)) continue;  // one label, of both rows
            cut_cell(table_, table_.cells[pieces.back()], Axis::rows, boundary, y);
            if (table_.cells.size() > size) pieces.push_back(size);
        }
        return pieces;
    }

    /// At the last boundary between columns of labels that has words on both sides and none across. What is left of the
    /// label of a group stands beside several rows.
    void part_from_group(std::size_t index) {
        const std::vector<double> at = positions(table_, Axis::columns);
        const LayoutCell cell = table_.cells[index];
        for (int k = cell.column + cell.column_span - 1; k > cell.column; --k) {
            const double x = at[static_cast<std::size_t>(k)];
            bool across = std::isnan(x), before = false, behind = false;
            for (const Word* word : words_in(cell.box)) {
                const double reach = reaches * word->box.height();
                across = across || (word->box.x0 < x - reach && word->box.x1 > x + reach);
                (word->box.center().x > x ? behind : before) = true;
            }
            if (across || !before || !behind) continue;
            cut_cell(table_, table_.cells[index], Axis::columns, k, x);
            return;
        }
    }

    LayoutTable& table_;
    const std::vector<Word>& words_;
    double digit_;
};

bool is_value(const Word* word) {
    return word->number || word->dash;
}

/// Of what stands beside the label in this row, if that is values in cells of this row alone: how tall its numbers are;
/// 0 where it is dashes.
std::optional<double> digit_beside(const LayoutTable& table, const LayoutCell& label, int row,
                                   const std::vector<Word>& words) {
    std::optional<double> digit;
    for (const LayoutCell& cell : table.cells) {
        const bool beside = cell.column >= label.column + label.column_span;
        if (!beside || cell.row > row || cell.row + cell.row_span <= row) continue;
        const std::vector<const Word*> inside = words_in(cell, words);
        if (cell.row_span > 1 || !std::ranges::all_of(inside, is_value)) return std::nullopt;
        for (const Word* word : inside) digit = std::max(digit.value_or(0), word->number ? word->box.height() : 0);
    }
    return digit;
}

}  // namespace

void part_labels_beside_values(LayoutTable& table, const std::vector<Word>& words) {
    const std::size_t count = table.cells.size();
    for (std::size_t i = 0; i < count; ++i) {
        const LayoutCell label = table.cells[i];
        if (label.row_span < 2 || std::ranges::all_of(words_in(label, words), is_value)) continue;
        std::vector<int> boundaries;
        double tallest = 0;
        bool all = true;
        for (int row = label.row; all && row < label.row + label.row_span; ++row) {
            const std::optional<double> digit = digit_beside(table, label, row, words);
            all = digit.has_value();
            tallest = std::max(tallest, digit.value_or(0));
            if (row > label.row) boundaries.push_back(row);
        }
        if (all && tallest > 0) Parter(table, words, tallest).part(i, boundaries);
    }
}

void part_labels_of_rows(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words) {
    const Frame frame = frame_of(table, numbers);
    const std::size_t count = table.cells.size();
    for (std::size_t i = 0; i < count; ++i) {
        const LayoutCell& cell = table.cells[i];
        if (cell.column + cell.column_span != frame.first_value) continue;
        std::vector<int> inside;
        std::ranges::copy_if(frame.rows, std::back_inserter(inside),
                             [&](int row) { return row > cell.row && row < cell.row + cell.row_span; });
        if (!inside.empty()) Parter(table, words, numbers.digit).part(i, inside);
    }
}

}  // namespace nianbao::layout
