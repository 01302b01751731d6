// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/perspective.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr int outline_side = 500;      // pixels of the longer side: enough for sides straight to half a millimetre
constexpr double least_contrast = 45;  // grey levels between paper and table: less may be a shadow on the paper

using Contour = std::vector<cv::Point>;

/// Paper without its text: what is darker than the paper in pieces thinner than 6 mm or so is filled.
cv::Mat blank_sheet(const cv::Mat& grey, double scale) {
    cv::Mat small;
    cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, {13, 13});
    cv::morphologyEx(small, small, cv::MORPH_CLOSE, kernel, {-1, -1}, 1, cv::BORDER_REPLICATE);
    return small;
}

std::optional<Contour> largest_outline(const cv::Mat& mask) {
    std::vector<Contour> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (outlines.empty()) return std::nullopt;
    return *std::max_element(outlines.begin(), outlines.end(), [](const Contour& a, const Contour& b) {
        return cv::contourArea(a) < cv::contourArea(b);
    });
}

bool differs_from_surroundings(const cv::Mat& sheet, const cv::Mat& inside) {
    cv::Mat core, outside;
    cv::erode(inside, core, cv::Mat::ones(9, 9, CV_8U));
    cv::dilate(inside, outside, cv::Mat::ones(9, 9, CV_8U));
    outside = 255 - outside;
    const double share = cv::countNonZero(outside) / static_cast<double>(outside.total());
    if (share < 0.02 || cv::countNonZero(core) == 0) return false;
    cv::Scalar bright, bright_deviation, dark, dark_deviation;
    cv::meanStdDev(sheet, bright, bright_deviation, core);
    cv::meanStdDev(sheet, dark, dark_deviation, outside);
    return bright[0] - dark[0] > std::max(least_contrast, 1.5 * dark_deviation[0]);
}

/// Each side as the line through the outline's points near it; corners where the lines meet.
std::optional<PaperCorners> sharpened(const Contour& outline, const std::vector<cv::Point>& rough) {
    std::array<cv::Vec4f, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d a = rough[i], b = rough[(i + 1) % 4];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length < 100) return std::nullopt;
        const cv::Point2d u = (b - a) * (1 / length);
        std::vector<cv::Point2f> near;
        for (const cv::Point& p : outline) {
            const cv::Point2d d = cv::Point2d(p) - a;
            const double along = d.dot(u), across = d.x * u.y - d.y * u.x;
            if (along > 0.06 * length && along < 0.94 * length && std::abs(across) < 6) near.emplace_back(p);
        }
        if (near.size() < 0.7 * length) return std::nullopt;
        cv::fitLine(near, sides[i], cv::DIST_HUBER, 0, 0.01, 0.01);
    }
    PaperCorners corners;
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Vec4f &s = sides[(i + 3) % 4], &t = sides[i];
        const double cross = s[0] * t[1] - s[1] * t[0];
        if (std::abs(cross) < 0.5) return std::nullopt;
        const double k = ((t[2] - s[2]) * t[1] - (t[3] - s[3]) * t[0]) / cross;
        corners[i] = {s[2] + k * s[0], s[3] + k * s[1]};
    }
    return corners;
}

/// Starts at the top left and goes clockwise as seen.
void order(std::vector<cv::Point>& quad) {
    if (cv::contourArea(quad, true) < 0) std::reverse(quad.begin(), quad.end());
    const auto first = std::min_element(quad.begin(), quad.end(), [](auto a, auto b) { return a.x + a.y < b.x + b.y; });
    std::rotate(quad.begin(), first, quad.end());
}

}  // namespace

std::optional<PaperCorners> find_paper(const MeasuringView& view) {
    const double scale = std::min(1.0, outline_side / static_cast<double>(std::max(view.grey.cols, view.grey.rows)));
    const cv::Mat sheet = blank_sheet(view.grey, scale);
    cv::Mat bright;
    cv::threshold(sheet, bright, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    cv::morphologyEx(bright, bright, cv::MORPH_OPEN, cv::Mat::ones(9, 9, CV_8U));
    const std::optional<Contour> outline = largest_outline(bright);
    if (!outline || cv::contourArea(*outline) < 0.3 * static_cast<double>(bright.total())) return std::nullopt;

    Contour hull;
    std::vector<cv::Point> quad;
    cv::convexHull(*outline, hull);
    cv::approxPolyDP(hull, quad, 0.03 * cv::arcLength(hull, true), true);
    if (quad.size() != 4 || cv::contourArea(quad) < 0.93 * cv::contourArea(hull) ||
        cv::contourArea(*outline) < 0.93 * cv::contourArea(hull)) {
        return std::nullopt;
    }
    order(quad);
    cv::Mat inside(bright.size(), CV_8U, cv::Scalar(0));
    cv::fillConvexPoly(inside, quad, cv::Scalar(255));
    if (!differs_from_surroundings(sheet, inside)) return std::nullopt;
    std::optional<PaperCorners> corners = sharpened(*outline, quad);
    if (!corners) return std::nullopt;
    for (cv::Point2d& p : *corners) p = (p + cv::Point2d(0.5, 0.5)) * (1 / scale) - cv::Point2d(0.5, 0.5);
    return corners;
}

std::vector<RuleSegment> sides_of(const PaperCorners& paper) {
    std::vector<RuleSegment> sides;
    for (std::size_t i = 0; i < 4; ++i) sides.push_back({paper[i], paper[(i + 1) % 4], SegmentOrigin::Paper});
    return sides;
}

cv::Matx33d straight_to_source(const RuleFamilies& f, cv::Size source_size) {
    const double unit = std::hypot(source_size.width, source_size.height) / 2;
    const double right = 1 / std::sqrt(1 + f.h_slope * f.h_slope);
    const double down = 1 / std::sqrt(1 + f.v_slope * f.v_slope);
    const cv::Matx33d centred(right, down * f.v_slope, 0,  //
                              right * f.h_slope, down, 0,  //
                              right * f.h_vanish, down * f.v_vanish, 1);
    return cv::Matx33d::diag({unit, unit, 1}) * centred * cv::Matx33d::diag({1 / unit, 1 / unit, 1});
}

cv::Matx33d turn_to_source(double clockwise_degrees) {
    const double angle = clockwise_degrees * std::numbers::pi / 180;
    return {std::cos(angle), -std::sin(angle), 0, std::sin(angle), std::cos(angle), 0, 0, 0, 1};
}

}  // namespace nianbao
