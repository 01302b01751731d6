// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "pipeline/explain/explanation.h"

namespace nianbao {

/// Changes of one number by which every failing sum that needs it would hold: of `cell`, whatever else they would
/// break, then of other cells of its failing sums, if they break nothing. Only a hint where to look: a sum never puts a
/// number into a record by itself, and a report may have printed it wrong.
std::vector<Change> mending_changes(const parser::Record& record, const parser::RecordCell& cell);

/// None where a part is not a number that was counted.
std::optional<parser::Decimal> sum_of_parts(const WrittenSum& sum);

}  // namespace nianbao
