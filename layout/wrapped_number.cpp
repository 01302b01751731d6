// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

// Inches, both sides together: text processors leave 0.15 beside the text of a cell, browsers and spreadsheets less.
constexpr double widest_padding = 0.2;
constexpr double slack = 1.15;  // a digit is not always as wide as its neighbours

}  // namespace

bool fills_cell(double line, double cell, double character, double dpi) {
    return cell - line < slack * character + widest_padding * dpi;
}

}  // namespace nianbao::layout
