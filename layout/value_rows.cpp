// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/value_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Of a digit's height.
constexpr double off_line = 0.45;
constexpr double apart = 1.6;         // paper before and behind a number; between words of text there is less
constexpr double least_print = 0.55;  // lower is dust, or a mark of punctuation
constexpr std::size_t most_values = 4;

bool is_print(const Word& word, double digit) {
    return word.number || word.dash || (!word.thin && word.box.height() > least_print * digit);
}

/// A 1 in thin strokes, or digits that touch: just as high as the numbers; or a number with a speck on it: not much
/// higher, and narrow.
bool may_be_number(const Word& word, double middle, double digit) {
    constexpr double widest = 7;
    const double off = std::abs(word.box.center().y - middle), height = word.box.height();
    if (word.thin) return off < 0.12 * digit && std::abs(height - digit) < 0.2 * digit;
    if (off < 0.1 * digit && std::abs(height - digit) < 0.12 * digit && word.box.width() < widest * digit) return true;
    return off < off_line * digit && height > 0.8 * digit && height < 1.6 * digit && word.box.width() < 2.2 * digit;
}

/// Words whose middle is on the line.
std::vector<const Word*> on_line(const std::vector<Word>& words, double middle, double digit) {
    std::vector<const Word*> line;
    for (const Word& word : words) {
        const bool across = word.box.y0 < middle && word.box.y1 > middle;
        const bool dash = word.dash && std::abs(word.box.center().y - middle) < off_line * digit;
        const bool print = is_print(word, digit) || may_be_number(word, middle, digit);
        if ((across || dash) && print) line.push_back(&word);
    }
    std::ranges::sort(line, {}, [](const Word* word) { return word->box.x0; });
    return line;
}

/// The row on a line, if all that stands there is a label and values.
std::optional<ValueRow> row_on(const std::vector<const Word*>& line, double middle, double digit) {
    std::size_t first = line.size();
    const auto is_value = [&](const Word& word) {
        return word.number || word.dash || may_be_number(word, middle, digit);
    };
    while (first > 0 && is_value(*line[first - 1])) --first;
    // 1、 or a short label of narrow hanzi may look like a number; a label ends where the paper begins.
    while (first < line.size() && (first == 0 || line[first]->box.x0 - line[first - 1]->box.x1 < apart * digit))
        ++first;
    if (first == 0 || first == line.size() || line.size() - first > most_values) return std::nullopt;
    ValueRow row;
    std::vector<double> tops, bottoms;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Rect& box = line[i]->box;
        if (i < first) {
            row.label = united(row.label, box);
            continue;
        }
        if (i > first && box.x0 - line[i - 1]->box.x1 < apart * digit) return std::nullopt;
        row.values.push_back(box);
        if (!line[i]->number) continue;
        tops.push_back(box.y0);
        bottoms.push_back(box.y1);
    }
    if (2 * tops.size() < row.values.size() || tops.empty() || row.label.width() < digit) return std::nullopt;
    row.top = median(tops);
    row.bottom = median(bottoms);
    return row;
}

/// A heading's last characters, alone on a line, may be as narrow as digits.
void drop_taller_print(std::vector<ValueRow>& rows) {
    constexpr double taller = 1.35;
    std::vector<double> digits;
    for (const ValueRow& row : rows) digits.push_back(row.digit());
    const double usual = median(digits);
    std::erase_if(rows, [&](const ValueRow& row) { return row.values.size() == 1 && row.digit() > taller * usual; });
}

}  // namespace

std::vector<ValueRow> value_rows(const std::vector<Word>& words) {
    std::vector<ValueRow> rows;
    for (const Word& word : words) {
        if (!word.number) continue;
        const double middle = word.box.center().y, digit = word.box.height();
        const bool known = std::ranges::any_of(
            rows, [&](const ValueRow& row) { return std::abs(row.middle() - middle) < off_line * row.digit(); });
        if (known) continue;
        if (auto row = row_on(on_line(words, middle, digit), middle, digit)) rows.push_back(std::move(*row));
    }
    std::ranges::sort(rows, {}, &ValueRow::top);
    drop_taller_print(rows);
    return rows;
}

}  // namespace nianbao::layout
