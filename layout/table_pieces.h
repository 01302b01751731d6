// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "document/page_layout.h"
#include "layout/words.h"

namespace nianbao::layout {

/// What is left of a ruled table, above, between and below, when the rows in which other tables stand are taken out of
/// it: tables of the rows that are left, none where all are taken. Nothing where a number or a word in those rows is in
/// none of the others, for it would be lost.
/// @param others  boxes of tables that were found without rules
std::optional<std::vector<LayoutTable>> without_rows_of(const LayoutTable& table, const std::vector<Rect>& others,
                                                        const std::vector<Word>& words);

}  // namespace nianbao::layout
