// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/straighten_warp.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "document/opencv_view.h"

namespace nianbao {
namespace {

// A keystone's far end grows; more than this is a wrong estimate, or paper that no reader can use.
constexpr double most_growth = 1.35;

struct Bounds {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;

    void add(cv::Point2d p) {
        x0 = std::min(x0, p.x), y0 = std::min(y0, p.y);
        x1 = std::max(x1, p.x), y1 = std::max(y1, p.y);
    }
};

cv::Point2d map(const cv::Matx33d& m, cv::Point2d p) {
    const cv::Vec3d q = m * cv::Vec3d(p.x, p.y, 1);
    const double w = std::max(q[2], 0.2);  // a point beyond the horizon would land on the other side
    return {q[0] / w, q[1] / w};
}

/// Where the source lands, from its middle; kept within `most_growth` of its size.
Bounds straight_bounds(cv::Size source, const cv::Matx33d& source_to_straight) {
    const double x = source.width / 2.0, y = source.height / 2.0;
    Bounds b;
    for (const cv::Point2d corner : {cv::Point2d(-x, -y), cv::Point2d(x, -y), cv::Point2d(x, y), cv::Point2d(-x, y)}) {
        b.add(map(source_to_straight, corner));
    }
    const double widest = most_growth * std::max(source.width, source.height) / 2.0;
    b.x0 = std::floor(std::max(b.x0, -widest)), b.y0 = std::floor(std::max(b.y0, -widest));
    b.x1 = std::ceil(std::min(b.x1, widest)), b.y1 = std::ceil(std::min(b.y1, widest));
    return b;
}

constexpr double rim = 0.015;  // of the page's longer side

/// Median of the brighter half of a sample of the pixels, for each channel: the paper as it was scanned.
cv::Scalar paper_colour(const cv::Mat& page) {
    cv::Mat few;
    const double scale = std::min(1.0, 200.0 / std::max(page.cols, page.rows));
    cv::resize(page, few, {}, scale, scale, cv::INTER_AREA);
    cv::Scalar colour;
    for (int c = 0; c < page.channels(); ++c) {
        cv::Mat plane;
        cv::extractChannel(few, plane, c);
        std::vector<std::uint8_t> values(plane.begin<std::uint8_t>(), plane.end<std::uint8_t>());
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 3 / 4);
        std::nth_element(values.begin(), at, values.end());
        colour[c] = *at;
    }
    return colour;
}

/// Everything but the sheet becomes paper, and so does its rim: a sheet that does not lie flat has bent edges, and what
/// shows between them and the outline would be taken for rules. Nobody prints that near to the edge (4 mm of A4).
void paint_around(cv::Mat& page, const std::vector<cv::Point2d>& paper, const cv::Matx33d& source_to_page,
                  const cv::Scalar& colour) {
    std::vector<cv::Point> outline;
    outline.reserve(paper.size());
    for (const cv::Point2d& p : paper) outline.emplace_back(map(source_to_page, p));
    cv::Mat inside(page.size(), CV_8U, cv::Scalar(0));
    cv::fillPoly(inside, std::vector<std::vector<cv::Point>>{outline}, cv::Scalar(255));
    const int edge = 2 * static_cast<int>(rim * std::max(page.cols, page.rows)) + 1;
    cv::erode(inside, inside, cv::Mat::ones(edge, edge, CV_8U));
    page.setTo(colour, ~inside);
}

Homography to_homography(const cv::Matx33d& m) {
    std::array<double, 9> values{};
    std::copy(std::begin(m.val), std::end(m.val), values.begin());
    return Homography(values);
}

/// In strips, so that the map does not need eight times the page's memory.
void resample_curled(const cv::Mat& from, cv::Mat& to, const cv::Matx33d& centers, const Curl& curl,
                     const cv::Scalar& colour) {
    constexpr int strip = 64;
    const double unit = std::hypot(from.cols, from.rows) / 2;
    const double middle = (from.cols - 1) / 2.0;
    for (int top = 0; top < to.rows; top += strip) {
        const int rows = std::min(strip, to.rows - top);
        cv::Mat places(rows, to.cols, CV_32FC2);
        for (int y = 0; y < rows; ++y) {
            cv::Vec2f* row = places.ptr<cv::Vec2f>(y);
            for (int x = 0; x < to.cols; ++x) {
                const cv::Point2d p = map(centers, {static_cast<double>(x), static_cast<double>(top + y)});
                row[x] = {static_cast<float>(p.x),
                          static_cast<float>(p.y + unit * curl.lowering((p.x - middle) / unit))};
            }
        }
        cv::Mat part = to.rowRange(top, top + rows);
        cv::remap(from, part, places, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, colour);
    }
}

cv::Matx33d shift(double dx, double dy) {
    return {1, 0, dx, 0, 1, dy, 0, 0, 1};
}

}  // namespace

WarpedPage warp_page(const Raster& source, const Warp& warp, const std::vector<cv::Point2d>& paper) {
    const cv::Mat from = view(source);
    const Bounds b = straight_bounds(from.size(), warp.to_source.inv());
    const int width = std::max(1, static_cast<int>(b.x1 - b.x0)), height = std::max(1, static_cast<int>(b.y1 - b.y0));
    // Edge coordinates: the middle of a page of w pixels is w / 2. Pixel centres lie half a pixel further.
    const cv::Matx33d edges = shift(from.cols / 2.0, from.rows / 2.0) * warp.to_source * shift(b.x0, b.y0);
    const cv::Matx33d centers = shift(-0.5, -0.5) * edges * shift(0.5, 0.5);

    WarpedPage warped;
    warped.pixels = Raster(width, height, source.channels);
    warped.to_source = to_homography(edges);
    cv::Mat to = view(warped.pixels);
    const cv::Scalar colour = paper_colour(from);
    if (warp.curl.flat()) {
        cv::warpPerspective(from, to, centers, to.size(), cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT,
                            colour);
    } else {
        resample_curled(from, to, centers, warp.curl, colour);
    }
    if (!paper.empty()) paint_around(to, paper, centers.inv(), colour);
    return warped;
}

Raster turned(Raster&& pixels, int degrees) {
    if (degrees == 0) return std::move(pixels);
    const bool sideways = degrees != 180;
    Raster result(sideways ? pixels.height : pixels.width, sideways ? pixels.width : pixels.height, pixels.channels);
    cv::Mat to = view(result);
    const int code = degrees == 90    ? cv::ROTATE_90_CLOCKWISE
                     : degrees == 180 ? cv::ROTATE_180
                                      : cv::ROTATE_90_COUNTERCLOCKWISE;
    cv::rotate(view(pixels), to, code);
    return result;
}

}  // namespace nianbao
