// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "parser/json.h"
#include "parser/record.h"

// Private to record_json*.cpp: the numbers of the form and their sums.
namespace nianbao::parser {

Json cell_json(const RecordCell& cell);
RecordCell read_cell(const std::string& id, const Json& json);

Json doubtful_line_json(const DoubtfulLine& line);
DoubtfulLine read_doubtful_line(const Json& json);

Json check_json(const Check& check);
Check read_check(const Json& json);

}  // namespace nianbao::parser
