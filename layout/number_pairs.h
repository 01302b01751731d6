// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "layout/grid_edges.h"
#include "layout/grid_text.h"

namespace nianbao::layout {

/// Draws the edge between two numbers that stand apart in a row which is parted everywhere else, where the same
/// boundary is drawn right above or below: one piece of a rule may vanish without a crumb, and the two numbers would be
/// read as one.
void part_numbers(Edges& edges, const Grid& grid, const TextEvidence& says, const GridText& text, double dpi);

}  // namespace nianbao::layout
