// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "ocr/train/font_set.h"

namespace nianbao::train {

/// Lets every reader read drawn lines of many sizes and harms, and writes MODELS/calibration.txt: how often each score
/// was right. Needs MODELS/glyphs.net.
/// @param unseen  fonts that the glyph reader was not trained on
/// @param all     fonts for prose, of which our training knows nothing
void calibrate(const FontSet& unseen, const FontSet& all, const std::string& models);

}  // namespace nianbao::train
