// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "ocr/hanzi_net.h"
#include "ocr/read_text.h"

// A second opinion on the hanzi of a line. Private to ocr/.
namespace nianbao {

/// Compares each hanzi with what its shape alone says. Tesseract reads a line as a whole and writes what such a line
/// usually says: rare characters, as the names of places have them, become common ones that look a little like them
/// (塬 地, 碧 锋, 棠 党), or go missing. The shape's word is taken where it is clear enough to outweigh how sure the
/// recogniser was; where most of the line's shapes disagree with the text, they do not stand where the text says and
/// nothing is touched.
/// @param line  grey, black on white, horizontal, at the page's scale
/// @param read  scores are probabilities, and so are they in the result
std::vector<ScoredCharacter> checked_by_shape(const HanziNet& net, const cv::Mat& line,
                                              std::vector<ScoredCharacter> read, double em);

}  // namespace nianbao
