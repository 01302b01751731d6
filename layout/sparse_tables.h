// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// Adds tables of a label and a few numbers a row that no rule shows, printed without or worn away: rows of values (see
/// value_rows.h) under a heading for the labels and headings for the numbers. What has other headings is a table of its
/// own. Ruled tables that give each of these numbers a cell stay; of the others the rows in which they stand go, if no
/// other print stands there (table_pieces.h), and scraps go as a whole.
/// @param numbers  tables of many numbers a row: none of theirs is taken
/// @param tables  cells without lines; in the order of the page before and after
/// @param dpi  pixels an inch of the page
void add_sparse_tables(const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                       std::vector<LayoutTable>& tables, double dpi);

}  // namespace nianbao::layout
