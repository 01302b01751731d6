// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/rule_clusters.h"

namespace nianbao::layout {

/// Gives tables the sides that none of their rules touches: the group label's column of a page that shows a table's
/// middle, or that is worn where the rules of the table end on it. Such a side is as long as the table is high.
void take_in_lone_sides(std::vector<Cluster>& clusters, double dpi);

}  // namespace nianbao::layout
