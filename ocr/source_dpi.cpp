// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_dpi.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double a4_short_inches = 8.27;

}  // namespace

bool is_paper(double shorter_side_inches) {
    return shorter_side_inches >= 4.0 && shorter_side_inches <= 12.6;
}

Resolution believable_resolution(int width_px, int height_px, double x_dpi, double y_dpi) {
    if (x_dpi > 0 && y_dpi > 0 && is_paper(std::min(width_px / x_dpi, height_px / y_dpi))) {
        // Tags that differ by a rounding mean one resolution.
        if (std::abs(x_dpi - y_dpi) <= 0.03 * std::max(x_dpi, y_dpi)) x_dpi = y_dpi = (x_dpi + y_dpi) / 2;
        return {x_dpi, y_dpi, false};
    }
    const double dpi = std::min(width_px, height_px) / a4_short_inches;
    return {dpi, dpi, true};
}

}  // namespace nianbao
