// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "document/span.h"

namespace nianbao::layout {

/// Two pieces of text that follow one another, with a space only where two Latin words meet.
std::string join_text(const std::string& a, const std::string& b);

/// The lines of one cell or paragraph as one. Confidence is the least of the lines'; each witness that read every line
/// gets one joined reading whose confidence is the product (errors of lines are taken as independent).
ReadLine join_lines(const std::vector<ReadLine>& lines);

}  // namespace nianbao::layout
