// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <random>
#include <string_view>
#include <vector>

#include "ocr/learning/glyph_examples.h"

namespace nianbao {

/// Glyphs of a line of which a person said what it is: the most probable way to put its pieces together so that they
/// spell `text`, whatever the net would read; and of the other groups some, as what is no glyph. Empty where the text
/// has characters that the net does not know, or where no way is at all likely: the picture may show something else.
std::vector<GlyphExample> aligned_examples(const GlyphLine& line, std::u32string_view text, const GlyphNet& net,
                                           std::mt19937& random);

}  // namespace nianbao
