// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/record.h"

namespace nianbao::parser {

/// What an answer about one cell would settle.
struct Proposal {
    std::string printed;  ///< what most sums ask for; what the record says where they ask for nothing else
    int settles = 0;      ///< sums that do not hold now and would, less those that would break; never below 0
    int frees = 0;        ///< other cells for review that stand in a sum with it
};

/// One for each cell of the record; only of those for review is anything worked out.
std::vector<Proposal> proposals(const Record& record);

}  // namespace nianbao::parser
