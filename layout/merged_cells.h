// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// Where a piece of a rule is lost, or all of it, the numbers on either side share a cell, though each stands in a
/// column (and a row) of its own. Parts such cells, and labels and headings beside them where paper is clear between
/// two words; a boundary that the table does not have yet is added to it. A label and a lone number on either side of a
/// boundary of other rows are two cells as well, so are a number and the heading above it, and the labels of several
/// rows (label_rows.h). Numbers broken over two lines in a narrow column stay whole.
/// @param table  cells without lines; tiled exactly before and after
/// @param dpi  pixels an inch of the page
void part_merged_cells(LayoutTable& table, const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                       double dpi);

}  // namespace nianbao::layout
