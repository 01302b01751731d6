// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// In a table, each row of numbers has a label of its own beside it: where the rules between labels are gone, several
/// share a cell. Parts such cells where the rows of numbers are parted, and, where paper is clear at a boundary between
/// two columns of labels, the labels of groups from those of rows.
/// @param table  cells without lines, rows of numbers parted (merged_cells.h); tiled exactly before and after
/// @param numbers  that stand in the table
void part_labels_of_rows(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words);

/// The same where a row has too few numbers to tell columns by, as those of table 2 have: a cell of labels is parted
/// between rows of cells that hold nothing but numbers, each beside words of its own.
/// @param table  worn; cells without lines; tiled exactly before and after
void part_labels_beside_values(LayoutTable& table, const std::vector<Word>& words);

}  // namespace nianbao::layout
