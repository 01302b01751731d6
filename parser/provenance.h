// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "parser/candidates.h"
#include "parser/record.h"

namespace nianbao::parser {

/// The best other reading of a cell's sums, and its prior probability. @param rival_candidate  -1: there is none
void set_rival(const NumericCell& cell, int rival_candidate, double rival, RecordCell& out);

/// What each stage contributed to a cell: the readers, all of them together, the sums.
/// @param rival_candidate, rival  as in Decoding, of this cell
void add_provenance(const NumericCell& cell, int rival_candidate, double rival, RecordCell& out);

}  // namespace nianbao::parser
