// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

// Private to ocr/: the brightness of the paper behind the ink.
namespace nianbao {

/// A coarse copy of a page, about 75 dpi (a third of a millimetre a pixel), averaged over areas so that noise is gone.
struct CoarsePage {
    cv::Mat pixels;  ///< 8 bit, 1 or 3 channels
    double px_per_mm = 3;

    int px(double mm, int least = 1) const { return std::max(least, static_cast<int>(std::lround(mm * px_per_mm))); }
    /// Odd, for kernels.
    int kernel(double mm) const { return 2 * (px(mm, 1) / 2) + 1; }
};

CoarsePage coarse_page(const cv::Mat& page, double dpi);

/// The paper's colour around each coarse pixel: the brightest within an inch, each channel for itself. Shading, seals
/// and dark cells do not count as paper; shadows and yellowing do. Never below 0.35 of the page's own paper, so that
/// black borders stay black.
cv::Mat local_paper(const CoarsePage& page);

/// Divides what is behind the ink out of `grey` (full size) and stretches the contrast: paper and shading to 255, ink
/// towards 0.
void even_background(cv::Mat& grey, double dpi);

}  // namespace nianbao
