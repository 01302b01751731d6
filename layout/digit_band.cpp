// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/digit_band.h"

#include <algorithm>
#include <vector>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Of the row's height: digits are 0.45 to 0.8 wide, a hanzi is 0.9 and more.
constexpr double widest = 0.85;
constexpr double upright = 0.72;
constexpr double low = 0.4;          // points, commas, minus signs, specks
constexpr double least_share = 0.6;  // of upright ones

}  // namespace

bool holds_digits(const Band& row) {
    double top = row.to, bottom = row.from;
    for (const Mark& mark : row.marks) {
        top = std::min(top, mark.box.y0);
        bottom = std::max(bottom, mark.box.y1);
    }
    const double height = bottom - top;
    std::size_t all = 0, standing = 0;
    for (const Band& glyph : column_bands(row.marks)) {  // the pieces of a broken digit stand one over another
        Rect box;
        for (const Mark& mark : glyph.marks) box = united(box, mark.box);
        if (box.width() > widest * height) return false;
        if (box.height() < low * height && box.width() < low * height) continue;
        ++all;
        standing += box.height() > upright * height ? 1 : 0;
    }
    return all > 0 && static_cast<double>(standing) >= least_share * static_cast<double>(all);
}

std::optional<double> digits_height(const Band& row) {
    constexpr std::size_t several = 4;
    constexpr double alike = 0.12, mostly = 0.75;
    std::vector<double> heights;
    std::size_t others = 0;
    for (const Band& glyph : column_bands(row.marks)) {
        if (glyph.marks.size() > 1) ++others;  // a broken one, or one with a speck above it
        if (glyph.marks.size() == 1) heights.push_back(glyph.marks.front().box.height());
    }
    if (heights.size() < several || !holds_digits(row)) return std::nullopt;
    const double tallest = *std::ranges::max_element(heights);
    std::erase_if(heights, [&](double height) {
        const bool mark = height < low * tallest;
        const bool digit = height > (1 - alike) * tallest;
        others += mark || digit ? 0 : 1;
        return !digit;
    });
    if (heights.size() < several) return std::nullopt;
    const auto digits = static_cast<double>(heights.size());
    if (digits < mostly * (digits + static_cast<double>(others))) return std::nullopt;
    return median(heights);
}

}  // namespace nianbao::layout
