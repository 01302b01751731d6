// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// Adds the tables that no rule shows. Those found by their rules stay, but for scraps of another: where most rules are
/// worn away, those that are left may bound a part of a table, or parts of it below or beside each other. Parts that
/// together hold all the numbers, each in a cell of its own beside its label or under its heading, are no scraps.
/// @param tables  found by their rules; in the order of the page before and after; boxes in pixels of a page of `dpi`
void add_unruled_tables(const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                        std::vector<LayoutTable>& tables, double dpi);

}  // namespace nianbao::layout
