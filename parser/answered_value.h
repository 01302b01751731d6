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

/// Whether its readers read pixels, not printed characters.
bool is_from_image(const RecordCell& cell);

/// A reader's characters as the program writes them: of a count in a picture, points before groups of three digits are
/// separators.
std::string as_written(const RecordCell& cell, const std::string& heard);

/// What a reader's characters mean there. Where the header says 元 and they name no unit themselves, they are converted
/// to 万元.
CellValue value_of_reading(const RecordCell& cell, const std::string& heard);

/// What the characters of an answer mean there: those of a reader as above, what a person types as it is. A count is a
/// whole number, unless the report itself is said to be wrong (`kind` "as_printed").
CellValue value_of_answer(const RecordCell& cell, const std::string& kind, const std::string& printed);

}  // namespace nianbao::parser
