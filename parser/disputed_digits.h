// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <set>
#include <vector>

#include "parser/candidates.h"
#include "parser/relations.h"

// A digit that readers dispute may be misread alike in a number and in its total, so that the sum holds all the same.
namespace nianbao::parser {

/// What the search for such digits needs to know of a form.
struct DisputedForm {
    const std::vector<NumericCell>& cells;
    const std::vector<Relation>& relations;
    const std::vector<std::vector<int>>& sums_of;         ///< by cell: the relations that it stands in
    std::function<bool(int relation, int cell)> vouches;  ///< whether the relation holds and speaks for the cell
    double least_rival;                                   ///< what a reader's other opinion weighs at least, 0..1
    double sure_agreement;                                ///< agreement with less doubt than this is sure, 0..1
};

/// From each disputed digit on, all cells that only sums with the same digit in the same place vouch for: 40 and 47
/// read as 10 and 17 wherever they stand leave every sum right. A digit that may have been lost before a number
/// is no such habit of the print: it is not looked for where both readers are sure.
std::set<int> disputed_digits(const DisputedForm& form);

}  // namespace nianbao::parser
