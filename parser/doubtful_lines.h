// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/document.h"
#include "parser/record.h"

namespace nianbao::parser {

/// Lines of a paragraph with characters that were read with doubt. To be called before `text`, a part of the
/// paragraph's, is added to the section as a paragraph of its own.
/// @param lines  of the section so far; those of this text are added
void add_doubtful_lines(const Paragraph& paragraph, const std::string& text, Section& section, int& lines);

/// The section with a reviewer's text in place of a line's. @param line  index into section.doubtful
void put_line(Section& section, std::size_t line, const ReviewerAnswer& answer);

}  // namespace nianbao::parser
