// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstring>
#include <opencv2/core.hpp>

#include "document/raster.h"

// Raster <-> cv::Mat, for the rooms that link OpenCV. document/ itself does not.
namespace nianbao {

/// A header over the raster's own pixels: valid as long as the raster is.
inline cv::Mat view(Raster& raster) {
    return {raster.height, raster.width, CV_MAKETYPE(CV_8U, raster.channels), raster.pixels.data(), raster.stride()};
}

/// Read-only by agreement: OpenCV has no constant Mat.
inline cv::Mat view(const Raster& raster) {
    return {raster.height, raster.width, CV_MAKETYPE(CV_8U, raster.channels),
            const_cast<std::uint8_t*>(raster.pixels.data()), raster.stride()};
}

/// Copies an 8-bit Mat of 1 or 3 channels.
inline Raster to_raster(const cv::Mat& mat) {
    CV_Assert(mat.depth() == CV_8U && (mat.channels() == 1 || mat.channels() == 3));
    Raster raster(mat.cols, mat.rows, mat.channels());
    for (int y = 0; y < mat.rows; ++y)
        std::memcpy(raster.pixels.data() + y * raster.stride(), mat.ptr(y), raster.stride());
    return raster;
}

}  // namespace nianbao
