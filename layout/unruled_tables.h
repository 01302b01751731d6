// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/marks.h"

namespace nianbao::layout {

/// Tables that no rule shows, printed without or worn away: several rows of numbers that stand one under another, what
/// stands before them, and the headings over them. Their cells hold no lines yet. Boundaries run where paper is clear;
/// which cells of the headings and of the labels span others is a guess, so labels are told by what they say.
/// @param marks  outside all other tables
std::vector<LayoutTable> find_unruled_tables(const std::vector<Mark>& marks, double dpi);

}  // namespace nianbao::layout
