// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "parser/rows.h"

// Table 4 where a column was lost or split: its groups of columns add up each for itself.
namespace nianbao::parser {

struct GroupPlace {
    std::optional<std::size_t> first;  ///< of its fields; nothing where it cannot be told
    bool adds_up = false;              ///< the last field is the total of the others, and not zero: it is surely this
};

/// A group that adds up as many whole groups from the row's begin or end as the form has there; between such ones and
/// the ends, those that have all their fields. Empty where no group adds up.
/// @param fields   of the row, behind its label
/// @param groups   of the form
/// @param columns  of each group, the last of them the total
std::vector<GroupPlace> groups_by_sums(const std::vector<const Field*>& fields, std::size_t groups,
                                       std::size_t columns);

}  // namespace nianbao::parser
