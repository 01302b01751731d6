// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/page_layout.h"
#include "ocr/train/scanner.h"
#include "ocr/train/typeface.h"

// Lines drawn for the readers' tests with installed fonts, none of which the glyph reader was trained on.
namespace nianbao::test {

/// Fonts by what they are, from packages.txt.
const train::Typeface& song();   ///< AR PL SungtiL GB
const train::Typeface& kai();    ///< AR PL KaitiM GB
const train::Typeface& serif();  ///< Noto Serif CJK
const train::Typeface& sans();   ///< Noto Sans CJK
const train::Typeface& latin();  ///< Liberation Serif

struct Drawn {
    Raster page;
    LayoutLine line;
};

/// One horizontal line on a page of its own.
Drawn drawn(const train::Typeface& face, const std::string& text, double em = 42, const train::Harm& harm = {});
/// Characters below each other.
Drawn drawn_vertically(const train::Typeface& face, const std::string& text, double em = 42);
/// Grey noise with a line said to be in it.
Drawn noise(int width, int height, unsigned seed);

}  // namespace nianbao::test
