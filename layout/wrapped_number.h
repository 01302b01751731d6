// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/page_layout.h"

namespace nianbao::layout {

/// Whether one more character would not have fit beside this line of a number: then what stands below it in the cell
/// is the rest of the number (11,39 over 5,551) rather than the number of another row. Lengths in pixels.
/// @param line  how wide the line is
/// @param cell  how wide its cell is, from rule to rule
/// @param character  how wide a digit of the line is, with the paper beside it
bool fills_cell(double line, double cell, double character, double dpi);

/// Where all lines but the last fill the cell, sets LayoutLine::wrapped in each: if they are digits, they may well be
/// one number.
void mark_wrapped_lines(LayoutCell& cell, double dpi);

}  // namespace nianbao::layout
