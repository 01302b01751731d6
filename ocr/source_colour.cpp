// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/source_colour.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"

namespace nianbao {
namespace {

// JPEG's chroma noise stays below 30 levels on office scans; a seal's red is 80 and more away from grey.
constexpr int least_chroma = 32;
// One stroke of a small seal at 150 dpi has some hundred pixels; hot pixels of a scanner are fewer.
constexpr std::size_t least_coloured_pixels = 80;

bool has_colour(const Raster& pixels) {
    std::size_t coloured = 0;
    for (std::size_t i = 0; i + 2 < pixels.pixels.size(); i += 3) {
        const auto [low, high] = std::minmax({pixels.pixels[i], pixels.pixels[i + 1], pixels.pixels[i + 2]});
        if (high - low >= least_chroma && ++coloured >= least_coloured_pixels) return true;
    }
    return false;
}

}  // namespace

Raster without_needless_colour(Raster pixels) {
    if (pixels.channels != 3 || has_colour(pixels)) return pixels;
    Raster grey(pixels.width, pixels.height, 1);
    cv::Mat out = view(grey);
    cv::cvtColor(view(std::as_const(pixels)), out, cv::COLOR_BGR2GRAY);
    return grey;
}

Raster resized(const Raster& pixels, int width, int height) {
    Raster out(width, height, pixels.channels);
    cv::Mat to = view(out);
    const bool shrinks = width <= pixels.width && height <= pixels.height;
    cv::resize(view(pixels), to, to.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

}  // namespace nianbao
