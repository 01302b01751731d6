// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "parser/placement.h"
#include "parser/record.h"
#include "parser/value.h"

// What characters mean in a cell of a record: by its column, and by what its header says of the unit.
namespace nianbao::parser {

/// What the cell's column counts.
Quantity quantity_of(const std::string& cell);

/// The doubt about its place, as the machine had it. Of an answered cell too.
Doubt doubt_of(const RecordCell& cell);

/// What these characters mean there. Where the header says 元 and they name no unit themselves, they are converted to
/// 万元.
CellValue value_in(const RecordCell& cell, const std::string& printed, TextSource source);

}  // namespace nianbao::parser
