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

/// Glyphs of the text layer that are not blank, in pixels of the clean image.
std::vector<Mark> marks_of_glyphs(const TextLayer& layer, const CleanPage& page);

}  // namespace nianbao::layout
