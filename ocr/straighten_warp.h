// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <optional>

#include "document/geometry.h"
#include "document/raster.h"
#include "ocr/perspective.h"

// Private to ocr/: resampling a page along a projective map.
namespace nianbao {

struct WarpedPage {
    Raster pixels;
    Homography to_source;  ///< pixels of the result -> pixels of the source, both counted from the edge, not the centre
};

/// @param straight_to_source in pixels from the middle of the source
/// @param paper the sheet's corners in source pixels, where it lies on a table: all else is painted over
WarpedPage warp_page(const Raster& source, const cv::Matx33d& straight_to_source,
                     const std::optional<PaperCorners>& paper);

/// Lossless; clockwise by 0, 90, 180 or 270.
Raster turned(Raster&& pixels, int degrees);

}  // namespace nianbao
