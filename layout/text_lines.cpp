// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/text_lines.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/bands.h"
#include "layout/digit_band.h"
#include "layout/median.h"
#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

constexpr double hanzi_height = 0.92;  // ink of a line of hanzi, in em

Rect bounds(const std::vector<Mark>& marks) {
    Rect box;
    for (const Mark& mark : marks) box = united(box, mark.box);
    return box;
}

/// No taller than one line: of the usual size, or, for headings, of the marks' own size where they are alike.
bool one_line_tall(const Rect& a, const Rect& b, double em, double slack) {
    const double taller = std::max(a.height(), b.height());
    const double limit = std::min(a.height(), b.height()) > 0.6 * taller ? std::max(em, taller / 1.2) : em;
    return united(a, b).height() < slack * limit;
}

/// Marks that stand beside each other, near and at one height.
std::vector<Rect> strings_of(const std::vector<Mark>& sorted, double em) {
    UnionFind sets(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t j = i + 1; j < sorted.size() && sorted[j].box.x0 < sorted[i].box.x1 + 0.9 * em; ++j) {
            const Rect& a = sorted[i].box;
            const Rect& b = sorted[j].box;
            const double shared = vertical_overlap(a, b);
            if (shared > 0.4 * std::min(a.height(), b.height()) && one_line_tall(a, b, em, 1.6)) sets.unite(i, j);
        }
    }
    std::vector<Rect> boxes(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) boxes[sets.find(i)] = united(boxes[sets.find(i)], sorted[i].box);
    std::erase_if(boxes, [](const Rect& box) { return box.empty(); });
    return boxes;
}

bool same_line(const Rect& a, const Rect& b, double em) {
    const double shared = vertical_overlap(a, b);
    const double gap = std::max(a.x0, b.x0) - std::min(a.x1, b.x1);
    return shared > 0.5 * std::min(a.height(), b.height()) && one_line_tall(a, b, em, 1.5) && gap < 4 * em;
}

/// Low marks (commas, strokes of 二, dots) sit below or above what they belong to.
bool belongs(const Rect& small, const Rect& line, double em) {
    if (small.height() > 0.5 * em || small.width() > 1.1 * em) return false;
    const double gap_x = std::max(small.x0, line.x0) - std::min(small.x1, line.x1);
    return gap_x < 0.9 * em && vertical_overlap(small, line.inflated(0, 0.25 * em)) > 0.6 * small.height() &&
           united(small, line).height() < 1.35 * em;
}

/// The halves of 告 and 育 in large print: as much a part of a line of any size as what touches them.
bool is_part(const Rect& small, const Rect& line) {
    constexpr double several_characters = 2.5;
    if (line.width() < several_characters * line.height()) return false;
    const double gap_x = std::max(small.x0, line.x0) - std::min(small.x1, line.x1);
    return gap_x < 0.5 * line.height() && vertical_overlap(small, line) > 0.7 * small.height() &&
           united(small, line).height() < 1.2 * line.height();
}

std::vector<Rect> join_strings(std::vector<Rect> boxes, double em) {
    for (bool changed = true; changed;) {
        changed = false;
        std::sort(boxes.begin(), boxes.end(), [](const Rect& a, const Rect& b) { return a.width() > b.width(); });
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            for (std::size_t j = boxes.size(); j-- > i + 1;) {
                const bool one =
                    same_line(boxes[i], boxes[j], em) || belongs(boxes[j], boxes[i], em) || is_part(boxes[j], boxes[i]);
                if (!one) continue;
                boxes[i] = united(boxes[i], boxes[j]);
                boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
                changed = true;
            }
        }
    }
    return boxes;
}

/// Median over the length of text, so that crumbs and remains of rules, long and low, do not outvote it.
double em_of_lines(const std::vector<Rect>& boxes, double fallback) {
    constexpr double no_text = 0.4;  // of the usual size: lower than small print
    std::vector<std::pair<double, double>> heights;
    double total = 0;
    for (const Rect& box : boxes) {
        if (box.width() <= 4 * box.height() || box.height() < no_text * fallback) continue;
        heights.emplace_back(box.height() / hanzi_height, box.width());
        total += box.width();
    }
    if (heights.size() < 2) return fallback;
    std::sort(heights.begin(), heights.end());
    double sum = 0;
    for (const auto& [height, width] : heights) {
        sum += width;
        if (2 * sum >= total) return height;
    }
    return fallback;
}

bool is_dirt(const Rect& box, double em) {
    return std::max(box.width(), box.height()) < 0.22 * em;
}

/// A speck, or several that happen to lie at one height; a dash is longer.
bool is_dust(const std::vector<Mark>& marks, double em) {
    return std::all_of(marks.begin(), marks.end(), [&](const Mark& mark) { return is_dirt(mark.box, em); });
}

/// The pieces of a broken number stand over each other, too, on one line.
bool is_as_tall_as_several(const std::vector<Mark>& marks, double em) {
    Rect print;
    for (const Mark& mark : marks) {
        if (!is_dirt(mark.box, em)) print = united(print, mark.box);
    }
    return print.height() > 1.7 * em;
}

/// One character a line, three or more of them.
bool stands_vertically(const std::vector<Mark>& marks, const std::vector<Band>& rows, const Rect& cell, double em) {
    if (std::any_of(marks.begin(), marks.end(), [](const Mark& m) { return m.vertical; })) return true;
    if (rows.size() < 3 || cell.width() > 2.6 * em || cell.height() < 3.2 * em) return false;
    return bounds(marks).width() < 1.25 * em && is_as_tall_as_several(marks, em);
}

/// Two columns of vertical text: the gap between the columns is wider than the gaps down a column.
bool stands_in_columns(const std::vector<Band>& rows, const std::vector<Band>& columns, const Rect& cell, double em) {
    if (columns.size() < 2 || columns.size() > 3 || rows.size() < 3 || cell.height() < 3.2 * em) return false;
    if (std::any_of(columns.begin(), columns.end(), [&](const Band& b) { return b.to - b.from > 1.25 * em; }))
        return false;
    std::vector<Mark> marks;
    for (const Band& row : rows) marks.insert(marks.end(), row.marks.begin(), row.marks.end());
    if (!is_as_tall_as_several(marks, em)) return false;
    const double across = columns[1].from - columns[0].to;
    std::vector<double> down;
    for (std::size_t i = 1; i < rows.size(); ++i) down.push_back(rows[i].from - rows[i - 1].to);
    return across > 1.5 * std::max(1.0, median(down));
}

/// Of a number that is set smaller than the others of its table, to fit its cell.
/// Digits that all stand on a rule have lost as much with it.
std::optional<double> em_if_smaller(const Band& band, const Rect& cell, double digit_em) {
    constexpr double smaller = 0.86, smallest = 0.45, clear = 0.15;
    if (std::min(band.from - cell.y0, cell.y1 - band.to) < clear * digit_em) return std::nullopt;
    const std::optional<double> digits = digits_height(band);
    if (!digits) return std::nullopt;
    const double own = *digits / digit_height;
    return own < smaller * digit_em && own > smallest * digit_em ? std::optional(own) : std::nullopt;
}

}  // namespace

std::vector<LayoutLine> running_lines(const std::vector<Mark>& marks, double rough_em) {
    std::vector<Mark> sorted = marks;
    std::sort(sorted.begin(), sorted.end(), [](const Mark& a, const Mark& b) { return a.box.x0 < b.box.x0; });
    double em = rough_em;
    std::vector<Rect> boxes;
    for (int pass = 0; pass < 2; ++pass) {
        boxes = join_strings(strings_of(sorted, em), em);
        em = em_of_lines(boxes, em);
    }
    std::vector<LayoutLine> lines;
    for (const Rect& box : boxes) {
        if (is_dirt(box, em)) continue;
        // A lone number's ink is lower than its em, and so is a line that holds only 一.
        const bool few = box.width() < 4 * box.height() || box.height() < 0.8 * em * hanzi_height;
        const double own = box.height() / hanzi_height;
        const double line_em = own > 1.2 * em ? own : few ? em : own;
        lines.push_back({box, line_em, Direction::horizontal});
    }
    std::sort(lines.begin(), lines.end(), [](const LayoutLine& a, const LayoutLine& b) {
        if (vertical_overlap(a.box, b.box) > 0.5 * std::min(a.box.height(), b.box.height())) return a.box.x0 < b.box.x0;
        return a.box.y0 < b.box.y0;
    });
    return lines;
}

TextSize table_text_size(const std::vector<std::vector<Mark>>& marks_by_cell, double rough_em) {
    std::vector<double> labels, numbers;
    for (const auto& marks : marks_by_cell) {
        for (const Band& band : row_bands(marks, 0.12 * rough_em)) {
            const Rect box = bounds(band.marks);
            // Dust and crumbs of rules lie in bands too; print smaller than that is not read by anybody.
            if (box.height() < 0.35 * rough_em && box.width() > box.height()) continue;
            const bool wide = box.width() > 2.5 * box.height();
            if (wide && !holds_digits(band)) {
                labels.push_back(box.height() / hanzi_height);
            } else if (box.height() > 0.25 * rough_em && (wide || box.width() < box.height()) && holds_digits(band)) {
                numbers.push_back(box.height() / digit_height);
            }
        }
    }
    TextSize size;
    size.digit_em = median(numbers);
    size.em = !labels.empty() ? median(labels) : !numbers.empty() ? size.digit_em : rough_em;
    if (size.digit_em == 0 || size.digit_em > 1.6 * size.em || size.digit_em < 0.6 * size.em) size.digit_em = size.em;
    return size;
}

std::vector<LayoutLine> cell_lines(const std::vector<Mark>& all, const Rect& cell, const cv::Mat& ink,
                                   const TextSize& size, Dirt dirt) {
    const double em = size.em;
    std::vector<Mark> marks = all;
    // Dirt is alone; a decimal point has a digit near it.
    std::erase_if(marks, [&](const Mark& mark) {
        return dirt == Dirt::dust && is_dirt(mark.box, em) &&
               std::none_of(all.begin(), all.end(), [&](const Mark& other) {
                   return !is_dirt(other.box, em) &&
                          !intersection(mark.box.inflated(0.6 * em, 0.4 * em), other.box).empty();
               });
    });
    if (marks.empty()) return {};
    std::vector<Band> rows = row_bands(marks, 0);
    const std::vector<Band> columns = column_bands(marks);
    if (stands_vertically(marks, rows, cell, em) || stands_in_columns(rows, columns, cell, em)) {
        std::vector<LayoutLine> lines;
        for (auto band = columns.rbegin(); band != columns.rend(); ++band) {
            lines.push_back({bounds(band->marks), em, Direction::vertical});
        }
        return lines;
    }
    rows = merge_thin(rows, em);
    rows = split_tall(rows, em, ink);
    // Dust over a whole cell leaves bands lower than any line; a dash is as low, but alone.
    if (rows.size() > 2) std::erase_if(rows, [&](const Band& band) { return bounds(band.marks).height() < 0.3 * em; });
    // A speck between the lines is none; a decimal point stands in its number's line.
    if (rows.size() > 1 && dirt == Dirt::dust) {
        std::erase_if(rows, [&](const Band& band) { return is_dust(band.marks, em); });
    }
    std::vector<LayoutLine> lines;
    for (const Band& band : rows) {
        const Rect box = bounds(band.marks);
        // Where numbers are set larger than labels, or labels are worn, numbers are as tall as labels.
        const bool number =
            std::abs(box.height() / digit_height - size.digit_em) < 0.12 * size.digit_em && holds_digits(band);
        const bool label = box.height() > 0.8 * em && !number;
        const double own = box.height() / hanzi_height;
        const double line_em =
            label ? std::clamp(own, 0.8 * em, 1.6 * em)
                  : std::max(em_if_smaller(band, cell, size.digit_em).value_or(size.digit_em), box.height());
        lines.push_back(
            {{box.x0, std::max(box.y0, band.from), box.x1, std::min(box.y1, band.to)}, line_em, Direction::horizontal});
    }
    return lines;
}

}  // namespace nianbao::layout
