// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/words.h"

#include <algorithm>
#include <cmath>

#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

// Inches: digits of 6 to 20 point print are that tall.
constexpr double lowest_digit = 0.055, tallest_digit = 0.2;
constexpr double least_mark = 0.03;   // lower and narrower is dust
constexpr double crumb = 0.013;       // thinner is left of a rule; the stroke of a 1 is thicker
constexpr double longest_mark = 0.4;  // longer is a rule

// Of a digit's height.
constexpr double within_word = 0.75;
constexpr double about_as_tall = 0.75;
constexpr double widest_comma = 1.3;  // with the paper on either side, of digits and commas that are all equally wide
constexpr double below_foot = 0.3;    // a comma's middle, or above
constexpr double behind_digit = 0.8, as_tall_as_digit = 0.8;
constexpr double widest_digit = 0.95;  // a hanzi is wider than 1.2 of the digits beside it

bool on_one_line(const Rect& a, const Rect& b) {
    const double taller = std::max(a.height(), b.height());
    return vertical_overlap(a, b) > 0.4 * std::min(a.height(), b.height()) && united(a, b).height() < 1.5 * taller;
}

/// The parts of a broken digit, or the strokes of 二: one over the other.
bool stacked(const Rect& a, const Rect& b, double tallest) {
    const double narrower = std::min(a.width(), b.width());
    const double gap = std::max(a.y0, b.y0) - std::min(a.y1, b.y1);
    return horizontal_overlap(a, b) > 0.5 * narrower && gap < 0.25 * tallest && united(a, b).height() < tallest;
}

enum class Size { too_small, of_comma, printed, too_large };

Size size_of(const Rect& box, double dpi) {
    const double most = std::max(box.width(), box.height()), least = std::min(box.width(), box.height());
    if (most > longest_mark * dpi) return Size::too_large;
    if (least <= crumb * dpi) return Size::too_small;
    return most > least_mark * dpi ? Size::printed : Size::of_comma;
}

/// Whether a comma of small print, no larger than dust, stands in the wide gap between two digits.
/// @param commas  by x0
bool parted_by_comma(const Rect& before, const Rect& after, const std::vector<Rect>& commas) {
    const double tall = std::max(before.height(), after.height()), foot = std::max(before.y1, after.y1);
    const auto is_digit = [&](const Rect& box) {
        return box.height() > as_tall_as_digit * tall && box.width() < widest_digit * tall;
    };
    if (!on_one_line(before, after) || !is_digit(before) || !is_digit(after)) return false;
    if (after.x0 - before.x1 > widest_comma * tall) return false;
    for (auto comma = std::ranges::lower_bound(commas, before.x1, {}, &Rect::x0);
         comma != commas.end() && comma->x0 < before.x1 + behind_digit * tall; ++comma) {
        const double y = comma->center().y;
        if (comma->x1 <= after.x0 && y > foot - below_foot * tall && y < foot + below_foot * tall) return true;
    }
    return false;
}

bool looks_like_number(const Rect& word, const std::vector<Rect>& marks, double dpi) {
    if (word.height() < lowest_digit * dpi || word.height() > tallest_digit * dpi) return false;
    const double tall = word.height();
    double widest = 0;
    std::size_t upright = 0;
    for (const Rect& mark : marks) {
        widest = std::max(widest, mark.width());
        upright += mark.height() > about_as_tall * tall ? 1 : 0;
    }
    // Two digits that touch are one mark; of broken ones no piece need be upright.
    return widest < widest_digit * tall && upright * 2 >= marks.size() && word.width() < 8 * tall;
}

/// What stands on the line of the tallest full marks, pieces of broken ones, too; thin ones may be left of a rule, and
/// taller.
Rect upright_part(const std::vector<Rect>& marks) {
    constexpr double beyond = 0.25;
    const auto is_thin = [](const Rect& box) { return box.width() < thinnest_word * box.height(); };
    double tall = 0;
    for (const bool thin_too : {false, true}) {
        for (const Rect& box : marks) {
            if (thin_too || !is_thin(box)) tall = std::max(tall, box.height());
        }
        if (tall > 0) break;
    }
    Rect line;
    for (const Rect& box : marks) {
        if (box.height() > about_as_tall * tall && box.height() * about_as_tall < tall) line = united(line, box);
    }
    Rect part = line;
    for (const Rect& box : marks) {
        const bool within = box.y0 > line.y0 - beyond * tall && box.y1 < line.y1 + beyond * tall;
        if (within && box.center().y > line.y0 && box.center().y < line.y1) part = united(part, box);
    }
    return part;
}

bool looks_like_dash(const Rect& word, double dpi) {
    constexpr double oblong = 1.5;  // dust is as wide as it is high
    if (word.width() < oblong * word.height()) return false;
    return word.height() < 0.04 * dpi && word.width() > 0.03 * dpi && word.width() < 0.35 * dpi;
}

}  // namespace

std::vector<Word> words_of(const std::vector<Mark>& marks, double dpi) {
    std::vector<Rect> boxes, commas;
    for (const Mark& mark : marks) {
        const Size size = size_of(mark.box, dpi);
        if (size == Size::printed) boxes.push_back(mark.box);
        if (size == Size::of_comma) commas.push_back(mark.box);
    }
    std::ranges::sort(boxes, {}, &Rect::x0);
    std::ranges::sort(commas, {}, &Rect::x0);
    UnionFind sets(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = i + 1; j < boxes.size() && boxes[j].x0 < boxes[i].x1 + tallest_digit * dpi; ++j) {
            const double tall = std::max({boxes[i].height(), boxes[j].height(), lowest_digit * dpi});
            const double gap = boxes[j].x0 - boxes[i].x1;
            const bool beside = gap < within_word * tall ? on_one_line(boxes[i], boxes[j])
                                                         : parted_by_comma(boxes[i], boxes[j], commas);
            if (beside || stacked(boxes[i], boxes[j], tallest_digit * dpi)) sets.unite(i, j);
        }
    }
    std::vector<std::vector<Rect>> parts(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) parts[sets.find(i)].push_back(boxes[i]);
    std::vector<Word> words;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        Word word;
        for (const Rect& box : part) {
            word.box = united(word.box, box);
            word.tallest = std::max(word.tallest, box.height());
            word.widest = std::max(word.widest, box.width());
        }
        word.upright = upright_part(part);
        word.dash = part.size() == 1 && looks_like_dash(word.box, dpi);
        word.thin = word.box.width() < thinnest_word * std::max(word.box.height(), lowest_digit * dpi);
        word.number = !word.thin && looks_like_number(word.box, part, dpi);
        words.push_back(word);
    }
    return words;
}

std::optional<Rect> on_line(const Word& word, double top, double bottom, double slack) {
    for (const Rect& box : {word.upright, word.box}) {
        if (std::abs(box.y0 - top) < slack && std::abs(box.y1 - bottom) < slack) return box;
    }
    return std::nullopt;
}

}  // namespace nianbao::layout
