// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/span.h"

namespace nianbao::layout {

/// Two pieces of text that follow one another, with a space only where two Latin words meet.
std::string join_text(const std::string& a, const std::string& b);

/// The cell that lines stand in.
struct CellWidth {
    double pixels = 0;  ///< from rule to rule
    double dpi = 0;
};

/// The lines of one cell or paragraph as one. Confidence is the least of the lines'; each witness that read every line
/// gets one joined reading whose confidence is the product (errors of lines are taken as independent).
/// Lines of digits (and dashes) alone may be one number or the numbers of two rows whose rule is gone: unless each is
/// as wide as the cell allows, or a group of three goes on from one to the next, that they are one is as likely as not.
ReadLine join_lines(const std::vector<ReadLine>& lines, std::optional<CellWidth> cell = std::nullopt);

}  // namespace nianbao::layout
