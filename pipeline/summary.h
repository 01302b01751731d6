// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/record.h"

namespace nianbao {

/// A few lines for people: what was converted, how many numbers are sure, what needs a look.
std::vector<std::string> summary_of(const parser::Record& record);

/// A cell is for review, or something of the report is not in the record at all (a page or a table lost).
bool needs_review(const parser::Record& record);

/// "page 3: parser: row.value_count: ..."
std::string warning_line(const Warning& warning);

}  // namespace nianbao
