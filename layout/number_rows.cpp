// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/number_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Of a digit's height.
constexpr double between_values = 0.9;
constexpr double taller_print = 1.15;
constexpr double off_line = 0.45;
// One number alone is no row.
constexpr std::size_t least_values = 2;

/// Whether something printed stands between two numbers of a row.
bool something_between(const std::vector<Word>& words, const Rect& a, const Rect& b) {
    const double digit = std::max(a.height(), b.height());
    return std::ranges::any_of(words, [&](const Word& word) {
        if (word.number || word.dash || word.thin || word.box.height() < 0.5 * digit) return false;
        const bool between = word.upright.x0 < b.x0 && word.upright.x1 > a.x1;
        return between && vertical_overlap(word.box, united(a, b)) > 0.5 * digit;
    });
}

NumberRow row_of(std::vector<Rect> values, const std::vector<Word>& words) {
    NumberRow row;
    std::vector<double> tops, bottoms;
    for (const Rect& value : values) {
        tops.push_back(value.y0);
        bottoms.push_back(value.y1);
    }
    row.values = std::move(values);
    row.top = median(tops);
    row.bottom = median(bottoms);
    for (const Word& word : words) {
        const double y = word.box.center().y;
        if (word.dash && std::abs(y - row.middle()) < 0.3 * row.digit()) row.dashes.push_back(word.box);
    }
    return row;
}

double usual_height(const std::vector<Rect>& values) {
    std::vector<double> heights;
    for (const Rect& value : values) heights.push_back(value.height());
    return median(heights);
}

/// Between several numbers of a row, the few words that stand exactly as high are numbers, too, though digits touch in
/// them, or crumbs of a rule lie near. Hanzi are higher.
void add_unlike_numbers(std::vector<Rect>& line, const std::vector<Word>& words) {
    constexpr std::size_t several = 5;
    constexpr double level = 0.16;  // of a digit's height
    constexpr double few = 0.4;     // of the numbers
    constexpr double wider = 1.6;   // than the widest of them
    if (line.size() < several) return;
    const NumberRow row = row_of(line, {});
    const Rect widest = *std::ranges::max_element(line, {}, [](const Rect& value) { return value.width(); });
    std::vector<Rect> found;
    for (const Word& word : words) {
        if (word.number || word.dash || word.thin) continue;
        const std::optional<Rect> box = on_line(word, row.top, row.bottom, level * row.digit());
        // The first may be what begins a label.
        if (!box || box->x0 < line[1].x0 || box->x1 > line.back().x1) continue;
        if (box->width() <= wider * widest.width()) found.push_back(*box);
    }
    if (static_cast<double>(found.size()) > few * static_cast<double>(line.size())) return;
    line.insert(line.end(), found.begin(), found.end());
    std::ranges::sort(line, {}, &Rect::x0);
}

/// @param line  words on one line, left to right
void add_rows(const std::vector<Rect>& line, const std::vector<Word>& words, std::vector<NumberRow>& rows) {
    std::vector<Rect> run;
    const auto end_run = [&] {
        // 其他 and the like, short and of narrow pieces, stand before the numbers; hanzi are taller.
        while (run.size() >= least_values && run.front().height() > taller_print * usual_height(run)) {
            run.erase(run.begin());
        }
        if (run.size() >= least_values) rows.push_back(row_of(run, words));
        run.clear();
    };
    for (const Rect& value : line) {
        const bool near = !run.empty() && value.x0 - run.back().x1 < between_values * value.height();
        if (near || (!run.empty() && something_between(words, run.back(), value))) end_run();
        run.push_back(value);
    }
    end_run();
}

}  // namespace

std::vector<NumberRow> number_rows(const std::vector<Word>& words) {
    std::vector<Rect> numbers;
    for (const Word& word : words) {
        if (word.number) numbers.push_back(word.box);
    }
    std::ranges::sort(numbers, {}, [](const Rect& box) { return box.center().y; });
    std::vector<NumberRow> rows;
    for (std::size_t from = 0; from < numbers.size();) {
        std::size_t to = from + 1;
        while (to < numbers.size() &&
               numbers[to].center().y - numbers[to - 1].center().y < off_line * numbers[to].height() &&
               numbers[to].center().y - numbers[from].center().y < 2 * off_line * numbers[from].height()) {
            ++to;
        }
        std::vector<Rect> line(numbers.begin() + static_cast<std::ptrdiff_t>(from),
                               numbers.begin() + static_cast<std::ptrdiff_t>(to));
        std::ranges::sort(line, {}, &Rect::x0);
        add_unlike_numbers(line, words);
        add_rows(line, words, rows);
        from = to;
    }
    std::ranges::sort(rows, {}, &NumberRow::top);
    return rows;
}

}  // namespace nianbao::layout
