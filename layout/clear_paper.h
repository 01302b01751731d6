// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/words.h"

namespace nianbao::layout {

/// Between two columns of values, where it cuts the fewest words; of several such places the middle one. A word that
/// reaches over the middles of both columns' values is a heading of both, and is not counted.
/// @param before,after  the extents of the columns' values, pixels
double boundary_between(const Rect& before, const Rect& after, const std::vector<Word>& words);

}  // namespace nianbao::layout
