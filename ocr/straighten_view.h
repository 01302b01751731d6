// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "document/raster.h"

// Private to ocr/: the small grey copy of a page on which its geometry is measured.
namespace nianbao {

struct MeasuringView {
    cv::Mat grey;      ///< 8 bit
    double scale = 1;  ///< view pixels per page pixel, at most 1
    double dpi = 150;  ///< of `grey`

    double mm(double millimetres) const { return millimetres * dpi / 25.4; }
};

/// 150 dpi keeps thin rules (0.1 mm is half a pixel, still a visible grey) and lines of 1000 pixels, over which a skew
/// of 1/20 degree is a pixel. Never enlarged.
MeasuringView measuring_view(const Raster& pixels, double dpi);

}  // namespace nianbao
