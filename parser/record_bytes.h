// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "parser/record.h"

namespace nianbao::parser {

/// A record for the way between processes, exact to the last bit; its JSON rounds (document/bytes.h).
std::string record_bytes(const Record& record);

/// @throws Failure "bytes.damaged"
Record record_of_bytes(std::string_view bytes);

}  // namespace nianbao::parser
