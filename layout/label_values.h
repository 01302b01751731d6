// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"
#include "layout/words.h"

namespace nianbao::layout {

/// Rows of one value, which no rows of numbers vouch for: parts cells in which a label and a number stand on either
/// side of a column's boundary that other rows have, and the heading over them where two headings stand so.
void part_labels_from_values(LayoutTable& table, const std::vector<Word>& words);

}  // namespace nianbao::layout
