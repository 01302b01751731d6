// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/workers/page_picture.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "document/failure.h"
#include "document/opencv_view.h"

namespace nianbao::workers {
namespace {

/// Sources may give more than was asked for, where resampling would blur what is to be read.
cv::Mat at_resolution(const cv::Mat& pixels, double dpi, double wanted) {
    if (dpi <= wanted * 1.01) return pixels;
    cv::Mat smaller;
    cv::resize(pixels, smaller, {}, wanted / dpi, wanted / dpi, cv::INTER_AREA);
    return smaller;
}

cv::Mat upright(const cv::Mat& pixels, int turned_degrees) {
    if (turned_degrees % 90 != 0 || turned_degrees % 360 == 0) return pixels;
    constexpr int codes[] = {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
    cv::Mat turned;
    cv::rotate(pixels, turned, codes[(turned_degrees / 90 - 1) & 3]);
    return turned;
}

}  // namespace

std::string page_picture(Source& source, int page, int turned_degrees, double dpi) {
    const RenderedPage rendered = source.render(page, dpi);
    const cv::Mat picture = upright(at_resolution(view(rendered.pixels), rendered.dpi, dpi), turned_degrees);
    std::vector<unsigned char> png;
    if (!cv::imencode(".png", picture, png))
        throw Failure("page.unreadable", "picture", "no picture of the page can be made", "", page);
    return {png.begin(), png.end()};
}

void use_few_threads() {
    cv::setNumThreads(threads_at_most);
}

}  // namespace nianbao::workers
