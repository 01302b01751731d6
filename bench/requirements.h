// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/test_set.h"

namespace nianbao::bench {

/// What is demanded of a group of strata. Cells in sums that the report itself gets wrong may be marked for review
/// without limit: they must be.
struct Requirement {
    std::string name;
    std::vector<Stratum> strata;
    double exact = 0;   ///< least share of cells
    double review = 1;  ///< greatest share of the cells outside the report's own wrong sums
    double silent = 0;  ///< greatest rate of cells that are silently wrong
};

/// Easy pages first. Strata that nothing is demanded of are in none of them.
const std::vector<Requirement>& requirements();
const Requirement* requirement_of(const Stratum& stratum);  ///< null where nothing is demanded

/// The groups that tables pool strata by: the requirements', and all else.
std::vector<std::string> group_names();
std::string group_of(const Stratum& stratum);

}  // namespace nianbao::bench
