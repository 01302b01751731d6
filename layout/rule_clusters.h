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

void unite(Cluster& a, const Cluster& b);

/// Whether it has rules in both directions: may be a table.
bool crosses(const Cluster& cluster);

/// Rules that hang together; worn ones do so over gaps, where they go on with what stands on their line or close the
/// side of a table. What crosses no other rule, nor is the side of a table (lone_sides.h), is left out.
std::vector<Cluster> clusters_of(const Rules& rules);

}  // namespace nianbao::layout
