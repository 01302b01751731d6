// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/words.h"

namespace nianbao::layout {

/// Words whose middle is in the cell, from left to right, without thin ones. Boxes in pixels; valid as long as `words`.
std::vector<const Word*> words_in(const LayoutCell& cell, const std::vector<Word>& words);

/// The same without dust and crumbs of rules: beside a number or a character even a dash may be one.
std::vector<const Word*> print_in(const LayoutCell& cell, const std::vector<Word>& words);

/// Height of the tallest, pixels; 0 of none.
double tallest_of(const std::vector<const Word*>& words);

}  // namespace nianbao::layout
