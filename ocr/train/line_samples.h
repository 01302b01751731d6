// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/page_layout.h"
#include "ocr/glyph_features.h"
#include "ocr/train/font_set.h"

// Lines as they stand in the cells of scanned reports, with their truth.
namespace nianbao::train {

struct LineSample {
    cv::Mat page;  ///< grey, the line in its middle
    LayoutLine line;
    std::u32string text;       ///< plain characters: full-width forms are drawn, but their narrow ones are the truth
    std::vector<Rect> glyphs;  ///< pixels of the page, one for each character of the text
};

enum class LineKind { number, mixed, hanzi, prose };

struct SampleOptions {
    LineKind kind = LineKind::number;
    double em_from = 14, em_to = 56;   ///< pixels
    std::optional<Severity> severity;  ///< by chance when absent
};

std::u32string random_number(Random& random);
/// std::nullopt when no font has the text.
std::optional<LineSample> draw_line(const FontSet& fonts, const SampleOptions& options, Random& random);

/// The class that a group of pieces should be given; std::nullopt where the truth is a matter of taste.
std::optional<int> class_of(const LineSample& sample, const GlyphLine& line, const Group& group);

}  // namespace nianbao::train
