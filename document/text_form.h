// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "document/document.h"

// The text form of a report: paragraphs a line each, headings with or without Markdown's '#', tables as lines of
// tab-separated fields.
namespace nianbao {

/// Reads a text form (UTF-8, with or without a byte order mark; any line ends).
/// A line with a tab is a row of a table; one blank line or page break between two rows stays inside the table, two
/// blank lines end it. Every field becomes a cell of a TableOrigin::text table, blank ones too, as many as the row has.
/// Page numbers are 0: a text has no pages. @throws Failure "input.encoding" when it is not UTF-8.
Document read_text_form(std::string_view utf8);

/// Writes a document so that reading it again gives the same paragraphs and the same fields at the same places. A cell
/// that spans others stands at its top left, the places it covers are blank. (Two columns of which the second is blank
/// throughout come back as one.)
std::string write_text_form(const Document& document);

}  // namespace nianbao
