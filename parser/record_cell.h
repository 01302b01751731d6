// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "parser/candidates.h"
#include "parser/record.h"
#include "parser/verdict.h"

namespace nianbao::parser {

/// What was decided about a cell, as the record says it: value, characters, verdict, what else may stand there.
/// Where it is, what was read and what cannot be understood are not touched.
void set_decision(const NumericCell& cell, const Verdict& verdict, RecordCell& out);

}  // namespace nianbao::parser
