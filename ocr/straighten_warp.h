// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/geometry.h"
#include "document/raster.h"
#include "ocr/perspective.h"

// Private to ocr/: resampling a page along a projective map.
namespace nianbao {

struct WarpedPage {
    Raster pixels;
    Homography to_source;  ///< pixels of the result -> pixels of the source, both counted from the edge, not the centre
};

struct Warp {
    cv::Matx33d to_source = cv::Matx33d::eye();  ///< straight to source, both in pixels from the middle of the source
    Curl curl;
};

/// The curl, a few pixels, is not part of `to_source`.
/// @param paper the sheet's outline in source pixels, where it lies on a table: all else is painted over; or empty
WarpedPage warp_page(const Raster& source, const Warp& warp, const std::vector<cv::Point2d>& paper);

/// Lossless; clockwise by 0, 90, 180 or 270.
Raster turned(Raster&& pixels, int degrees);

}  // namespace nianbao
