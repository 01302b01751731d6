// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

// Colours on a terminal; marks where there are none.
namespace nianbao::review {

enum class Colours { on, off };

/// On where `descriptor` is a terminal that can, and NO_COLOR is not set.
Colours colours_of(int descriptor);
/// Columns of the terminal; 100 where there is none.
int width_of(int descriptor);

enum class Shade { doubtful, corrected, weak, heading };

/// With colours: the text in its shade. Without: doubtful texts in question marks, corrected ones with a star behind.
std::string shaded(const std::string& text, Shade shade, Colours colours);

}  // namespace nianbao::review
