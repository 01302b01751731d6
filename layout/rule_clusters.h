// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/rules.h"

namespace nianbao::layout {

/// The rules of one table.
struct Cluster {
    std::vector<Rule> horizontal, vertical;
    Rect box;
};

/// Rules that hang together; worn ones do so over gaps, where they go on with what stands on their line or close the
/// side of a table. What crosses no other rule is left out.
std::vector<Cluster> clusters_of(const Rules& rules);

}  // namespace nianbao::layout
