// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_crop.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao {
namespace {

constexpr double most_enlarged = 8;

cv::Mat decoded(const std::string& png) {
    const std::vector<unsigned char> bytes(png.begin(), png.end());
    return bytes.empty() ? cv::Mat() : cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
}

bool finite(const Rect& box) {
    return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
}

cv::Rect pixels_of(const cv::Mat& page, const PartOfPage& part) {
    const Rect wide = part.box.inflated(part.margin, part.margin);
    const auto pixel = [](double points, double page_points, int pixels) {
        return static_cast<int>(std::lround(std::clamp(points / page_points, 0.0, 1.0) * pixels));
    };
    return {cv::Point(pixel(wide.x0, part.page_width, page.cols), pixel(wide.y0, part.page_height, page.rows)),
            cv::Point(pixel(wide.x1, part.page_width, page.cols), pixel(wide.y1, part.page_height, page.rows))};
}

/// Big endian, as everything in a PNG.
int number_at(const std::string& png, std::size_t at) {
    int number = 0;
    for (std::size_t i = at; i < at + 4; ++i) number = (number << 8) | static_cast<unsigned char>(png[i]);
    return number;
}

}  // namespace

Picture part_of_page(const std::string& page_png, const PartOfPage& part) {
    const cv::Mat page = decoded(page_png);
    if (page.empty() || !finite(part.box) || !(part.page_width > 0) || !(part.page_height > 0)) return {};
    const cv::Rect where = pixels_of(page, part);
    if (where.empty()) return {};
    const double wanted = std::clamp(part.height, 16, 2000);
    const double scale = std::clamp(wanted / where.height, 1 / most_enlarged, most_enlarged);
    cv::Mat enlarged;
    cv::resize(page(where), enlarged, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
    std::vector<unsigned char> png;
    if (!cv::imencode(".png", enlarged, png)) return {};
    return {{png.begin(), png.end()}, enlarged.cols, enlarged.rows};
}

Picture picture_of(std::string png) {
    constexpr std::size_t width_at = 16, height_at = 20, head = 24;
    Picture picture;
    if (png.size() >= head && png.compare(1, 3, "PNG") == 0) {
        picture.width = number_at(png, width_at);
        picture.height = number_at(png, height_at);
    }
    picture.png = std::move(png);
    return picture;
}

}  // namespace nianbao
