// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/grid.h"

// Sides of a table that no rule closes: cut off by the page's end, or printed without.
namespace nianbao::layout {

/// Closes a side where the crossing rules end beyond the last boundary.
/// @param lines      boundaries of one direction, ascending
/// @param direction  -1 for the side at the start, +1 for the one at the end
/// @return whether it was open
bool close_open_side(std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi, int direction);

/// Takes back an open side that only strokes of a heading had made: without them no column goes beyond the last
/// boundary.
void drop_false_open_side(std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi,
                          int direction, bool& open);

}  // namespace nianbao::layout
