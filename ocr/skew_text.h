// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "ocr/orientation_lines.h"
#include "ocr/skew_rules.h"

// Private to ocr/.
namespace nianbao {

/// The middles of long lines of text of an upright page, as segments. Each is uncertain by some 0.1 degrees; a page of
/// them by 0.02.
std::vector<RuleSegment> text_line_segments(const CharacterRuns& found);

}  // namespace nianbao
