// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "document/document.h"
#include "parser/record.h"

namespace nianbao {

/// For text and for attribute values in double quotes; control characters that XML forbids become U+FFFD.
std::string html_escape(std::string_view text);

/// One self-contained page for a person: what the report says in its own order, tables with their spans, cells for
/// review marked and listed with what else they may read, sums that do not hold, warnings. Runs no script, loads
/// nothing.
std::string report_html(const Document& document, const parser::Record& record);

}  // namespace nianbao
