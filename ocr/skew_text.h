// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/.
namespace nianbao {

struct TextSkew {
    double degrees = 0;     ///< clockwise, -7..7
    double confidence = 0;  ///< 0..1
};

/// Skew of the text lines of an upright page, from the variance of row sums.
/// Source of the method: D. Bloomberg, G. Kopec, L. Dasari, Measuring document image skew and orientation, 1995
/// (Leptonica's pixFindSkew).
/// @param ink mask, 255 = ink, about 150 dpi
TextSkew find_text_skew(const cv::Mat& ink);

}  // namespace nianbao
