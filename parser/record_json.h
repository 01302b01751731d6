// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "parser/record.h"

namespace nianbao::parser {

/// The schema that is written, and the only one that is read.
inline constexpr std::string_view record_schema = "nianbao.report/1";

/// A record as JSON, UTF-8, ending with a line break. The same record gives the same bytes: keys in a fixed order,
/// cells in the form's order, values with the digits that were printed, boxes rounded to 0.01 point.
std::string write_record_json(const Record& record);

/// Reads back what write_record_json wrote. @throws Failure "input.json" when the text is no such record.
Record read_record_json(std::string_view json);

}  // namespace nianbao::parser
