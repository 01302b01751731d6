// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/value_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "layout/clear_paper.h"

namespace nianbao::layout {
namespace {

// In em of the table's print.
constexpr double least_print = 0.4;
constexpr double heading_gap = 2.6;  // paper between two lines of headings, or between headings and numbers
constexpr double row_gap = 3.2;      // paper between two rows
// Hanzi may be a quarter larger than the digits say.
constexpr double widest_heading = 18, widest_title = 14;
constexpr double between_headings = 1.4;  // paper; between the words of one there is less, also behind a colon
constexpr double beside = 0.5;
constexpr double to_side = 2;  // from the last column's numbers: headings between two rows begin before that
constexpr double taller_than_digits = 1.25;  // narrow hanzi of headings, in line as numbers are
constexpr double taller_print = 1.12;        // of the headings: the section's

/// Whether nothing but a label's lines stands between two rows, and their values are in the same columns.
bool goes_on(const ValueBlock& block, const ValueRow& row, const std::vector<Word>& words) {
    const ValueRow& last = block.rows.back();
    const double em = block.em();
    if (row.top - last.bottom > row_gap * em || std::abs(row.digit() - last.digit()) > 0.3 * last.digit()) return false;
    const auto in_column = [&](const Rect& value) {
        return std::ranges::any_of(last.values, [&](const Rect& above) {
            return std::abs(above.center().x - value.center().x) < std::max({em, above.width(), value.width()});
        });
    };
    if (row.values.size() != last.values.size() || !std::ranges::all_of(row.values, in_column)) return false;
    // What is left of the table's side is no print.
    const double first = std::min(row.values.front().x0, last.values.front().x0) - beside * em;
    const double behind = std::max(row.values.back().x1, last.values.back().x1) + to_side * em;
    return std::ranges::none_of(words, [&](const Word& word) {
        const bool between = word.box.y0 > last.bottom && word.box.y1 < row.top;
        return is_print(word, em) && between && word.box.x1 > first && word.box.x0 < behind;
    });
}

/// The row without what stands left of the block's columns and is taller than its numbers: a narrow character of its
/// label may look like one.
ValueRow without_label_pieces(ValueRow row, const ValueBlock& block) {
    constexpr double taller = 1.15;
    const double first = block.columns.front().x0 - block.em();
    while (row.values.size() > block.columns.size()) {
        const Rect piece = row.values.front();
        if (piece.x1 > first || piece.height() < taller * row.digit()) break;
        row.label = united(row.label, piece);
        row.values.erase(row.values.begin());
    }
    return row;
}

std::vector<ValueBlock> blocks_of(const std::vector<ValueRow>& rows, const std::vector<Word>& words) {
    std::vector<ValueBlock> blocks;
    for (ValueRow row : rows) {
        if (!blocks.empty()) {
            const ValueRow without = without_label_pieces(row, blocks.back());
            if (goes_on(blocks.back(), without, words)) row = without;
        }
        if (blocks.empty() || !goes_on(blocks.back(), row, words)) blocks.emplace_back();
        ValueBlock& block = blocks.back();
        if (block.rows.empty()) block.columns = row.values;
        for (std::size_t c = 0; c < row.values.size(); ++c) {
            block.columns[c] = united(block.columns[c], row.values[c]);
        }
        block.rows.push_back(row);
    }
    return blocks;
}

double centre(const Rect& box) {
    return box.center().x;
}

/// Headings so near each other that they hang together reach as far beyond the first column under them as beyond the
/// last; where they reach further on one side, a column that is blank stands there.
/// @param labels_end  x
bool stand_over_columns(const Rect& headings, double labels_end, const ValueBlock& block) {
    constexpr double even = 0.35;  // of the distance between two columns
    std::vector<double> over;
    for (const Rect& column : block.columns) {
        if (centre(column) > headings.x0 && centre(column) < headings.x1) over.push_back(centre(column));
    }
    if (over.empty() || headings.x0 < labels_end) return false;
    if (over.size() == 1) return headings.width() <= widest_heading * block.em();
    const double apart = (over.back() - over.front()) / static_cast<double>(over.size() - 1);
    return std::abs((over.front() - headings.x0) - (headings.x1 - over.back())) < even * apart;
}

/// From the first row upwards to `from`, to text that is wider than a heading, or to blank paper: lines between which
/// paper is clear across the page, the lowest first.
std::vector<std::vector<Word>> lines_over(const ValueBlock& block, double from, const std::vector<Word>& words) {
    const double em = block.em();
    const ValueRow& first = block.rows.front();
    std::vector<Word> above;
    for (const Word& word : words) {
        // A label may stand a little higher than its numbers.
        if (is_print(word, em) && word.box.y1 < first.top && word.box.y0 > from) above.push_back(word);
    }
    std::ranges::sort(above, {}, [](const Word& word) { return -word.box.y1; });
    std::vector<std::vector<Word>> lines;
    double top = first.top;
    for (const Word& word : above) {
        const bool is_text =
            word.box.width() > widest_heading * em && !stand_over_columns(word.box, first.label.x1, block);
        if (top - word.box.y1 > heading_gap * em || is_text) break;
        if (lines.empty() || word.box.y1 < top) lines.emplace_back();
        lines.back().push_back(word);
        top = std::min(top, word.box.y0);
    }
    return lines;
}

/// Labels may have lines above and below their numbers' line.
double label_end(const ValueBlock& block, const std::vector<Word>& words) {
    double end = 0;
    for (const ValueRow& row : block.rows) {
        end = std::max(end, row.label.x1);
        for (const Word& word : words) {
            const bool near = word.box.y1 > row.top - 1.5 * block.em() && word.box.y0 < row.bottom + 1.5 * block.em();
            const bool line = is_print(word, block.em()) && near && word.box.x1 < block.columns.front().x0;
            const bool below =
                horizontal_overlap(word.box, row.label) > 0.3 * std::min(word.box.width(), row.label.width());
            if (line && below) end = std::max(end, word.box.x1);
        }
    }
    return end;
}

/// One run of words in the middle of the table.
bool is_title(const std::vector<Word>& line, double left, double right, double em) {
    constexpr double off_middle = 0.1;  // of the table's width
    std::vector<Word> words = line;
    std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
    Rect whole = words.front().box;
    for (const Word& word : words) {
        if (word.box.x0 - whole.x1 > between_headings * em) return false;
        whole = united(whole, word.box);
    }
    return whole.width() < widest_title * em &&
           std::abs(whole.center().x - (left + right) / 2) < off_middle * (right - left);
}

double tallest_of(const std::vector<Word>& words) {
    double tallest = 0;
    for (const Word& word : words) tallest = std::max(tallest, word.tallest);
    return tallest;
}

/// The headings, and a title over them. Without a title only the lowest line can be told from what stands above.
/// @param width  of all the page's blocks: where an article has one column, its title stands in the middle of others
void take_headings(ValueBlock& block, const std::vector<std::vector<Word>>& lines, const Rect& width) {
    constexpr std::size_t most_lines = 4;
    if (lines.empty()) return;
    block.headings = lines.front();
    Rect own{block.columns.front().x0, 0, block.columns.back().x1, 1};
    for (const ValueRow& row : block.rows) own.x0 = std::min(own.x0, row.label.x0);
    for (const Word& word : block.headings) {
        own.x0 = std::min(own.x0, word.box.x0);
        own.x1 = std::max(own.x1, word.box.x1);
    }
    const double tallest = tallest_of(block.headings);
    for (std::size_t k = 1; k < std::min(lines.size(), most_lines); ++k) {
        const double em = block.em();
        if (tallest_of(lines[k]) > taller_print * tallest) return;  // the section's heading
        if (!is_title(lines[k], own.x0, own.x1, em) && !is_title(lines[k], width.x0, width.x1, em)) continue;
        block.title = lines[k];
        for (std::size_t i = 1; i < k; ++i) {
            block.headings.insert(block.headings.end(), lines[i].begin(), lines[i].end());
        }
        return;
    }
}

/// From the first label to the last value.
Rect width_of(const std::vector<ValueRow>& rows) {
    Rect width{0, 0, 0, 1};
    for (const ValueRow& row : rows) width = united(width, {row.label.x0, 0, row.values.back().x1, 1});
    return width;
}

void find_boundaries(ValueBlock& block, const std::vector<Word>& words) {
    const double em = block.em(), labels = label_end(block, words);
    double left = std::numeric_limits<double>::max(), right = 0;
    for (const ValueRow& row : block.rows) left = std::min(left, row.label.x0);
    for (const Rect& column : block.columns) right = std::max(right, column.x1);
    for (const Word& word : block.headings) {
        left = std::min(left, word.box.x0);
        right = std::max(right, word.box.x1);
    }
    Rect label{left, 0, labels, 1};
    block.boundaries = {left - beside * em};
    block.boundaries.push_back(boundary_between(label, block.columns.front(), block.headings));
    for (std::size_t c = 1; c < block.columns.size(); ++c) {
        block.boundaries.push_back(boundary_between(block.columns[c - 1], block.columns[c], block.headings));
    }
    block.boundaries.push_back(right + beside * em);
}

/// From left to right, the words of one heading and its lines together.
std::vector<Rect> runs_of(std::vector<Word> words, double em) {
    std::vector<Rect> runs;
    std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
    for (const Word& word : words) {
        if (runs.empty() || word.box.x0 - runs.back().x1 > between_headings * em) {
            runs.push_back(word.box);
        } else {
            runs.back() = united(runs.back(), word.box);
        }
    }
    return runs;
}

/// Headings of which some hang together: those of another line stand one over each column, and one over the labels.
bool is_headed_by_line(const ValueBlock& block) {
    std::vector<Word> over_labels, over_values;
    for (const Word& word : block.headings)
        (word.box.x1 <= block.label_end() ? over_labels : over_values).push_back(word);
    // What stands apart from the labels' heading is that of a column which is blank.
    if (runs_of(over_labels, block.em()).size() != 1 || block.columns.size() < 2) return false;
    if (!std::ranges::all_of(over_values,
                             [&](const Word& word) { return stand_over_columns(word.box, block.label_end(), block); }))
        return false;
    return std::ranges::any_of(over_values, [&](const Word& of_line) {
        const double middle = of_line.box.center().y;
        std::vector<std::size_t> over(block.columns.size(), 0);
        for (const Word& word : over_values) {
            if (word.box.y0 > middle || word.box.y1 < middle) continue;
            for (std::size_t c = 0; c < over.size(); ++c) {
                const bool here = word.box.x0 > block.boundaries[c + 1] && word.box.x1 < block.boundaries[c + 2];
                over[c] += here ? 1 : 0;
            }
        }
        return std::ranges::all_of(over, [](std::size_t count) { return count == 1; });
    });
}

/// As many headings over the values as there are columns of them, one over each, and one over the labels. Where there
/// are more, columns are blank, or it is another table.
bool is_headed(const ValueBlock& block) {
    const std::vector<Rect> headings = runs_of(block.headings, block.em());
    if (headings.size() + 1 != block.boundaries.size()) return false;
    for (std::size_t c = 0; c < headings.size(); ++c) {
        const double x = headings[c].center().x;
        if (x < block.boundaries[c] || x > block.boundaries[c + 1]) return false;
    }
    return true;
}

}  // namespace

bool is_print(const Word& word, double em) {
    return !word.thin && word.box.height() > least_print * em;
}

std::vector<ValueBlock> value_blocks(const std::vector<ValueRow>& rows, const std::vector<Word>& words) {
    const Rect width = width_of(rows);
    std::vector<ValueBlock> found;
    // Bottom of the rows above, and of those above them; their digits' height, unless they are known to be values.
    double from = 0, above_headings = 0, digit_above = 0;
    for (ValueBlock& block : blocks_of(rows, words)) {
        if (digit_above > taller_than_digits * block.rows.front().digit()) from = above_headings;
        take_headings(block, lines_over(block, from, words), width);
        above_headings = from;
        from = block.rows.back().bottom;
        digit_above = block.rows.front().digit();
        if (block.headings.empty()) continue;
        find_boundaries(block, words);
        if (!is_headed(block) && !is_headed_by_line(block)) continue;
        found.push_back(block);
        digit_above = 0;  // they are values
    }
    return found;
}

}  // namespace nianbao::layout
