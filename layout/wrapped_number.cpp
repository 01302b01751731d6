// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/wrapped_number.h"

#include <algorithm>

namespace nianbao::layout {
namespace {

// Inches, both sides together: text processors leave 0.15 beside the text of a cell, browsers and spreadsheets less.
constexpr double widest_padding = 0.2;
constexpr double slack = 1.15;  // a digit is not always as wide as its neighbours

}  // namespace

bool fills_cell(double line, double cell, double character, double dpi) {
    return cell - line < slack * character + widest_padding * dpi;
}

void mark_wrapped_lines(LayoutCell& cell, double dpi) {
    constexpr std::size_t most_lines = 3;
    constexpr double digit_width = 0.55, two_digits = 0.9;  // em
    std::vector<LayoutLine>& lines = cell.lines;
    if (lines.size() < 2 || lines.size() > most_lines) return;
    const bool full = std::all_of(lines.begin(), lines.end() - 1, [&](const LayoutLine& line) {
        const double width = line.box.width();
        return line.direction == Direction::horizontal && width > two_digits * line.em &&
               width >= lines.back().box.width() && fills_cell(width, cell.box.width(), digit_width * line.em, dpi);
    });
    if (!full) return;
    for (LayoutLine& line : lines) line.wrapped = true;
}

}  // namespace nianbao::layout
