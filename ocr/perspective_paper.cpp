// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/perspective_paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr int outline_side = 500;  // pixels of the longer side: enough for sides straight to half a millimetre
// Outside the sheet the picture is darker by this within 6 mm. A shadow on the paper darkens more slowly; that the hull
// lies up to 3 mm beside a bent side is allowed for.
constexpr double edge_step = 0.82, inwards = 3.5, outwards = 6.5;
constexpr double least_share = 0.3;          // of the picture that is paper
constexpr double outline_tolerance = 0.004;  // of the outline: 6 pixels, a bent side stays one side

using Contour = std::vector<cv::Point>;

std::optional<Contour> largest_outline(const cv::Mat& mask) {
    std::vector<Contour> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (outlines.empty()) return std::nullopt;
    return *std::max_element(outlines.begin(), outlines.end(), [](const Contour& a, const Contour& b) {
        return cv::contourArea(a) < cv::contourArea(b);
    });
}

bool along_the_picture(cv::Point2d a, cv::Point2d b, cv::Size size) {
    constexpr double margin = 6;
    const auto both = [&](double p, double q, double at) {
        return std::abs(p - at) < margin && std::abs(q - at) < margin;
    };
    return both(a.x, b.x, 0) || both(a.y, b.y, 0) || both(a.x, b.x, size.width - 1) || both(a.y, b.y, size.height - 1);
}

/// The line through the outline's points near one edge of its hull; nothing when the outline is not straight there.
std::optional<RuleSegment> straight_side(const Contour& outline, cv::Point2d a, cv::Point2d b) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const cv::Point2d u = (b - a) * (1 / length);
    std::vector<cv::Point2f> near;
    for (const cv::Point& p : outline) {
        const cv::Point2d d = cv::Point2d(p) - a;
        const double along = d.dot(u), across = d.x * u.y - d.y * u.x;
        if (along > 0.06 * length && along < 0.94 * length && std::abs(across) < 7) near.emplace_back(p);
    }
    if (static_cast<double>(near.size()) < 0.7 * length) return std::nullopt;
    cv::Vec4f line;
    cv::fitLine(near, line, cv::DIST_HUBER, 0, 0.01, 0.01);
    const cv::Point2d direction(line[0], line[1]), middle(line[2], line[3]);
    return RuleSegment{middle - direction * (length / 2), middle + direction * (length / 2), SegmentOrigin::paper};
}

int grey_at(const cv::Mat& sheet, cv::Point2d p) {
    const int x = std::clamp(static_cast<int>(std::lround(p.x)), 0, sheet.cols - 1);
    const int y = std::clamp(static_cast<int>(std::lround(p.y)), 0, sheet.rows - 1);
    return sheet.at<std::uint8_t>(y, x);
}

/// Along nearly the whole edge the picture is darker outside, and at once so.
bool is_sharp(const cv::Mat& sheet, cv::Point2d a, cv::Point2d b, cv::Point2d center) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    cv::Point2d out = cv::Point2d(b.y - a.y, a.x - b.x) * (1 / length);
    if (out.dot((a + b) * 0.5 - center) < 0) out = -out;
    int sharp = 0, steps = 0;
    for (double t = 0.05; t < 0.95; t += std::max(0.01, 2 / length)) {
        const cv::Point2d inside = a + (b - a) * t - out * inwards, outside = a + (b - a) * t + out * outwards;
        if (!cv::Rect2d(0, 0, sheet.cols, sheet.rows).contains(outside))
            continue;  // the sheet goes on beyond the picture
        ++steps;
        sharp += grey_at(sheet, outside) < edge_step * grey_at(sheet, inside) ? 1 : 0;
    }
    return sharp >= 0.75 * steps;
}

/// Sharp and straight sides, at most one for each direction in which paper can end.
std::vector<RuleSegment> sides_of(const cv::Mat& sheet, const Contour& outline, const Contour& hull) {
    const cv::Size size = sheet.size();
    Contour corners;
    cv::approxPolyDP(hull, corners, outline_tolerance * cv::arcLength(hull, true), true);
    struct Best {
        double length = 0;
        std::optional<RuleSegment> side;
    };
    std::array<Best, 4> best;  // top, right, bottom, left, by where the edge's middle lies from the sheet's
    const cv::Moments moments = cv::moments(hull);
    const cv::Point2d center(moments.m10 / moments.m00, moments.m01 / moments.m00);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const cv::Point2d a = corners[i], b = corners[(i + 1) % corners.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length < 0.35 * std::min(size.width, size.height) || along_the_picture(a, b, size)) continue;
        if (!is_sharp(sheet, a, b, center)) continue;
        const cv::Point2d out = (a + b) * 0.5 - center;
        const bool level = std::abs(b.x - a.x) > std::abs(b.y - a.y);
        Best& slot = best[level ? (out.y < 0 ? 0 : 2) : (out.x > 0 ? 1 : 3)];
        if (length > slot.length) slot = {length, straight_side(outline, a, b)};
    }
    std::vector<RuleSegment> sides;
    for (const Best& b : best) {
        if (b.side) sides.push_back(*b.side);
    }
    return sides;
}

bool has_sharp_edges(const cv::Mat& sheet, const Contour& hull) {
    Contour corners;
    cv::approxPolyDP(hull, corners, outline_tolerance * cv::arcLength(hull, true), true);
    const cv::Rect box = cv::boundingRect(hull);
    const cv::Point2d center(box.x + box.width / 2.0, box.y + box.height / 2.0);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const cv::Point2d a = corners[i], b = corners[(i + 1) % corners.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length < 0.1 * outline_side || along_the_picture(a, b, sheet.size())) continue;
        if (!is_sharp(sheet, a, b, center)) return false;
    }
    return true;
}

struct Sheet {
    Contour hull;
    std::vector<RuleSegment> sides;
    bool closed = false;  // every edge inside the picture is sharp
};

/// The bright area above a threshold, where it is convex.
std::optional<Sheet> sheet_above(const cv::Mat& sheet, double threshold) {
    cv::Mat bright = sheet > threshold;
    cv::morphologyEx(bright, bright, cv::MORPH_OPEN, cv::Mat::ones(9, 9, CV_8U));
    const std::optional<Contour> outline = largest_outline(bright);
    const double picture = static_cast<double>(bright.total());
    if (!outline || cv::contourArea(*outline) < least_share * picture) return std::nullopt;
    Contour hull;
    cv::convexHull(*outline, hull);
    // A picture of paper only has nothing around it.
    if (cv::contourArea(hull) > 0.98 * picture) return std::nullopt;
    if (cv::contourArea(*outline) < 0.95 * cv::contourArea(hull)) return std::nullopt;
    return Sheet{hull, sides_of(sheet, *outline, hull), has_sharp_edges(sheet, hull)};
}

/// From the darkest threshold up, so that a shadow on the paper belongs to it.
std::optional<Sheet> find_sheet(const cv::Mat& sheet) {
    cv::Mat ignored;
    const double middle = cv::threshold(sheet, ignored, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    std::optional<Sheet> best;
    for (const double share : {0.55, 0.7, 0.85, 1.0}) {
        std::optional<Sheet> found = sheet_above(sheet, share * middle);
        if (!found || found->sides.empty()) continue;
        if (found->closed) return found;
        if (!best || found->sides.size() > best->sides.size()) best = std::move(found);
    }
    return best;
}

}  // namespace

std::optional<Paper> find_paper(const MeasuringView& view, const std::vector<cv::Point2d>& text) {
    const double scale = std::min(1.0, outline_side / static_cast<double>(std::max(view.grey.cols, view.grey.rows)));
    cv::Mat sheet;
    cv::resize(view.grey, sheet, {}, scale, scale, cv::INTER_AREA);
    // Text, in pieces thinner than 6 mm or so, is filled.
    cv::morphologyEx(sheet, sheet, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {13, 13}), {-1, -1}, 1,
                     cv::BORDER_REPLICATE);
    const std::optional<Sheet> found = find_sheet(sheet);
    if (!found) return std::nullopt;
    for (const cv::Point2d& p : text) {
        if (cv::pointPolygonTest(found->hull, cv::Point2f(p * scale), false) < 0) return std::nullopt;
    }
    const auto in_view = [&](cv::Point2d p) {
        return (p + cv::Point2d(0.5, 0.5)) * (1 / scale) - cv::Point2d(0.5, 0.5);
    };
    Paper paper;
    for (const RuleSegment& side : found->sides) {
        paper.sides.push_back({in_view(side.from), in_view(side.to), side.origin});
    }
    // What lies outside is painted over: only where all of the outline is certain.
    if (!found->closed) return paper;
    for (const cv::Point& p : found->hull) paper.outline.push_back(in_view(p));
    return paper;
}

}  // namespace nianbao
