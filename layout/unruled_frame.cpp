// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/unruled_frame.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "layout/clear_paper.h"

namespace nianbao::layout {
namespace {

// In em of the table's print.
constexpr double least_print = 0.4;       // lower is dust
constexpr double heading_gap = 2.2;       // paper between two lines of headings, or between headings and numbers
constexpr double widest_heading = 10;     // over a column or some; a title is wider
constexpr double tallest_heading = 1.25;  // set larger is a title
constexpr double part_of_title = 5, within_title = 0.9;  // a long word, and the paper that a comma leaves behind it
constexpr double within_label = 0.75;                    // paper between two lines of one label

bool is_print(const Word& word, double em) {
    return !word.thin && word.box.height() > least_print * em;
}

/// Of the section, or the end of a paragraph.
bool is_title(const Word& word, const std::vector<Word>& words, double em) {
    if (word.box.width() > widest_heading * em || word.tallest > tallest_heading * em) return true;
    if (word.box.width() < part_of_title * em) return false;
    return std::ranges::any_of(words, [&](const Word& other) {
        const double gap = std::max(word.box.x0, other.box.x0) - std::min(word.box.x1, other.box.x1);
        return is_print(other, em) && vertical_overlap(word.box, other.box) > 0.5 * em && gap > 0 &&
               gap < within_title * em && united(word.box, other.box).width() > widest_heading * em;
    });
}

/// Headings over the columns, from the numbers upwards to a title, a paragraph or blank paper.
std::vector<Word> headings_over(const NumberColumns& numbers, const std::vector<Word>& words, double left) {
    const double em = numbers.em();
    const double right = numbers.columns.back().x1 + 2 * em;
    std::vector<Word> above;
    for (const Word& word : words) {
        const bool over = word.box.x1 > left && word.box.x0 < right && word.box.center().y < numbers.rows.front().top;
        if (over && is_print(word, em)) above.push_back(word);
    }
    std::ranges::sort(above, {}, [](const Word& word) { return -word.box.y1; });
    std::vector<Word> headings;
    double top = numbers.rows.front().top;
    for (const Word& word : above) {
        if (top - word.box.y1 > heading_gap * em) break;
        const bool runs_in = word.box.x0 < left - 0.5 * em;
        // A label of the first row may reach over the columns' beginning only by being no label of it.
        if (runs_in || word.box.x1 > right + em || is_title(word, words, em)) break;
        headings.push_back(word);
        top = std::min(top, word.box.y0);
    }
    return headings;
}

/// Where paper is clear across the labels between `from` and `to`: the widest gap, and of two alike the middle one.
double clear_between(const std::vector<Word>& labels, double from, double to) {
    std::vector<std::pair<double, double>> inked;
    for (const Word& word : labels) {
        if (word.box.y1 > from && word.box.y0 < to) inked.emplace_back(word.box.y0, word.box.y1);
    }
    std::ranges::sort(inked);
    const double middle = (from + to) / 2;
    double best = middle, most = -std::numeric_limits<double>::max(), end = from;
    const auto offer = [&](double a, double b) {
        const double at = (a + b) / 2, worth = (b - a) - 0.3 * std::abs(at - middle);
        if (b <= a || worth <= most) return;
        most = worth;
        best = at;
    };
    for (const auto& [top, bottom] : inked) {
        offer(end, std::min(top, to));
        end = std::max(end, bottom);
    }
    offer(end, to);
    return inked.empty() ? middle : best;
}

/// The edge of lines of one label that begin beside a number and go on away from it, upwards (-1) or downwards (+1).
double end_of_label(const std::vector<Word>& labels, double beside, double limit, int way, double em) {
    double edge = beside;
    for (bool grown = true; grown;) {
        grown = false;
        for (const Word& word : labels) {
            const double near = way < 0 ? word.box.y1 : word.box.y0, far = way < 0 ? word.box.y0 : word.box.y1;
            const bool on = way * (near - edge) < within_label * em && way * (far - edge) > 0.1 * em;
            if (!on || way * (far - limit) > 0) continue;
            edge = far;
            grown = true;
        }
    }
    return edge;
}

}  // namespace

UnruledFrame frame_of(const NumberColumns& numbers, const std::vector<Word>& words) {
    const double em = numbers.em();
    UnruledFrame frame;
    const double first = numbers.columns.front().x0;
    // Labels end before the first number of the row they stand beside.
    double labels_end = 0, left = first;
    std::vector<Word> before;
    for (const Word& word : words) {
        if (!is_print(word, em) || word.box.x1 > first) continue;
        before.push_back(word);
        const bool beside = std::ranges::any_of(numbers.rows, [&](const NumberRow& row) {
            return vertical_overlap(word.box, {0, row.top, 1, row.bottom}) > 0.4 * row.digit();
        });
        if (!beside) continue;
        labels_end = std::max(labels_end, word.box.x1);
        left = std::min(left, word.box.x0);
    }
    const bool labelled = left < first;
    const double widest_gap = 1.2 * em;
    const double start = labelled ? std::max((labels_end + first) / 2, first - widest_gap) : first - 0.6 * em;
    frame.headings = headings_over(numbers, words, start);
    frame.columns.push_back(start);
    std::vector<Word> not_to_cut = frame.headings;
    for (const Word& word : words) {
        const bool in_rows = word.box.y1 > numbers.rows.front().top && word.box.y0 < numbers.rows.back().bottom;
        if (in_rows && is_print(word, em)) not_to_cut.push_back(word);
    }
    for (std::size_t c = 1; c < numbers.columns.size(); ++c) {
        frame.columns.push_back(boundary_between(numbers.columns[c - 1], numbers.columns[c], not_to_cut));
    }
    double right = numbers.columns.back().x1;
    for (const Word& word : frame.headings) right = std::max(right, word.box.x1);
    frame.columns.push_back(right + 0.5 * em);

    double lowest_heading = 0, top = std::numeric_limits<double>::max();
    for (const Word& word : frame.headings) {
        lowest_heading = std::max(lowest_heading, word.box.y1);
        top = std::min(top, word.box.y0);
    }
    const NumberRow& head = numbers.rows.front();
    const NumberRow& last = numbers.rows.back();
    frame.rows.push_back(frame.headings.empty() ? end_of_label(before, head.top, head.top - 2.5 * em, -1, em) - 0.2 * em
                                                : clear_between(before, lowest_heading, head.top));
    for (std::size_t r = 1; r < numbers.rows.size(); ++r) {
        frame.rows.push_back(clear_between(before, numbers.rows[r - 1].bottom, numbers.rows[r].top));
    }
    // Below its number a label is as long as above.
    const double above = last.middle() - frame.rows.back();
    frame.rows.push_back(end_of_label(before, last.bottom, last.middle() + std::max(above, 0.9 * em), +1, em) +
                         0.2 * em);
    frame.top = frame.headings.empty() ? frame.rows.front() : std::min(top, frame.rows.front()) - 0.2 * em;
    for (const Word& word : before) {
        const double y = word.box.center().y;
        if (!labelled || y < frame.top || y > frame.rows.back()) continue;
        frame.labels.push_back(word);
        left = std::min(left, word.box.x0);
    }
    // 一、 begins a label with a stroke as low as a crumb.
    for (const Word& word : words) {
        const bool low =
            !is_print(word, em) && !word.thin && word.box.width() > 0.5 * em && word.box.width() < 1.3 * em;
        const bool beside = std::ranges::any_of(frame.labels, [&](const Word& label) {
            return vertical_overlap(word.box, label.box) > 0.8 * word.box.height() &&
                   label.box.x0 - word.box.x1 < 0.8 * em && word.box.x0 < label.box.x0;
        });
        if (labelled && low && beside) left = std::min(left, word.box.x0);
    }
    frame.left = labelled ? left - 0.3 * em : start;
    return frame;
}

}  // namespace nianbao::layout
