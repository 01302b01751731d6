// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace nianbao {

/// A picture in braille signs, 2 x 4 dots each: dots where ink is. Every line ends with a line feed.
/// @param png      a picture; what is none gives ""
/// @param columns  no wider than this many signs
/// @param rows     and no higher
std::string braille(const std::string& png, int columns, int rows);

}  // namespace nianbao
