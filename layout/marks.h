// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/geometry.h"
#include "document/page_image.h"
#include "document/page_layout.h"

// Marks are what lines are put together from: connected pieces of ink on an image, glyphs of a trusted text layer.
namespace nianbao::layout {

struct Mark {
    Rect box;               ///< pixels of the clean image
    double ink = 0;         ///< pixels of ink; for glyphs their box's area
    bool vertical = false;  ///< a glyph of a vertical font
};

/// Connected pieces of ink, page-sized blotches and single-pixel dirt left out.
std::vector<Mark> marks_of_ink(const cv::Mat& ink, double dpi);

/// Flags the marks that are glyphs of vertical fonts. Where glyphs stand is told by their ink, not by the layer: fonts
/// give boxes from ascent to descent, up to three ems high, and those of closely set lines overlap.
void flag_vertical(std::vector<Mark>& marks, const TextLayer& layer, const CleanPage& page);

}  // namespace nianbao::layout
