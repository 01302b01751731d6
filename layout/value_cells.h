// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// In a table of numbers each row has a cell in each column, also where nothing stands. In a worn table, parts the
/// cells among the numbers that cover several because pieces of rules are lost, at the boundaries that most numbers of
/// a column or a row are parted by. A cell that a word crosses the boundary in stays whole, and so does an empty one as
/// wide as most of the columns: the row of a heading has such.
/// @param table  cells without lines; tiled exactly before and after
/// @param numbers  that stand in the table
void part_value_cells(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words);

}  // namespace nianbao::layout
