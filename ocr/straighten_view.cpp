// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/straighten_view.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"

namespace nianbao {
namespace {

constexpr double view_dpi = 150;
constexpr double max_view_pixels = 6e6;  // an A2 page at 110 dpi; bounds the time where a resolution is absurd

}  // namespace

MeasuringView measuring_view(const Raster& pixels, double dpi) {
    const cv::Mat page = view(pixels);
    MeasuringView small;
    const double area = static_cast<double>(page.cols) * page.rows;
    small.scale = std::min({1.0, view_dpi / std::max(dpi, 1.0), std::sqrt(max_view_pixels / area)});
    // A resolution that makes the page smaller than a postcard is wrong: measure on 600 pixels at least.
    const int longest = std::max(page.cols, page.rows);
    if (longest * small.scale < 600) small.scale = std::min(1.0, 600.0 / longest);
    small.dpi = dpi * small.scale;
    cv::Mat reduced = page;
    if (small.scale < 1) cv::resize(page, reduced, {}, small.scale, small.scale, cv::INTER_AREA);
    if (reduced.channels() == 3) {
        cv::cvtColor(reduced, small.grey, cv::COLOR_BGR2GRAY);
    } else {
        small.grey = reduced.clone();
    }
    return small;
}

}  // namespace nianbao
