// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"

namespace nianbao::layout {

/// A table that no rule shows, printed without or worn away: several rows of numbers that stand one under another, what
/// stands before them, and the headings over them. Its cells hold no lines yet. Boundaries run where paper is clear;
/// which cells of the headings and of the labels span others is a guess, so labels are told by what they say.
/// Where there are rules, too, it is for others to say which to believe.
LayoutTable unruled_table(const NumberColumns& numbers, const std::vector<Word>& words);

}  // namespace nianbao::layout
