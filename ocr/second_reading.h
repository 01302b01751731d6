// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/span.h"

// Which lines of a page teach its print, and which are read again by it. Private to ocr/.
namespace nianbao {

/// All readers of numbers say the same number, and there is hardly a doubt: it shows how the page prints its digits.
/// No line is both proven and in want of another reading.
bool is_proven(const ReadLine& line);

/// A number that the readers do not agree on or are not sure of, or ink that none of them could make anything of.
bool wants_another_reading(const ReadLine& line);

}  // namespace nianbao
