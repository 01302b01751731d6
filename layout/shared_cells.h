// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/words.h"

namespace nianbao::layout {

/// Where a small table has lost a rule from end to end, no other part of it shows the boundary, and its numbers are too
/// few to stand in columns (number_columns.h). Two headings far apart with a number of its own under each are of two
/// columns; two labels with a number of its own on each one's line, or a heading over that of the lower, are of two
/// rows; so are many headings with a number under each. Parts the cells that they share.
/// @param table  cells without lines, in pixels; tiled exactly before and after
/// @param dpi  pixels an inch of the page
void part_shared_cells(LayoutTable& table, const std::vector<Word>& words, double dpi);

}  // namespace nianbao::layout
