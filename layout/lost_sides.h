// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// Makes a table wider whose rows of numbers go on beyond its side, because nothing is left of the rules there: its
/// outermost cells reach as far as its columns would. What they hold is parted afterwards (merged_cells.h).
/// Where labels stand beyond that, nothing is done.
/// @param table  cells without lines, in pixels like all of it; tiled exactly before and after
/// @param others  tables of the page, which it does not run into
/// @param page_width  pixels
void widen_to_numbers(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words,
                      const std::vector<LayoutTable>& others, double page_width);

}  // namespace nianbao::layout
