// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/digit_band.h"

#include <algorithm>

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

}  // namespace nianbao::layout
