// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao {
namespace {

// Seals of Chinese authorities are round, 38 to 50 mm wide (State Council, 国发〔1999〕25号: 42, 45, 50 mm); others 30
// mm. Where a scan's resolution is only estimated, sizes are off by a fifth.
constexpr int least_radius_mm = 12, greatest_radius_mm = 30;
constexpr double complete_ring = 0.72;  // share of the circle that is red, to within a millimetre
constexpr double tallest_headline_mm = 22;

struct Ring {
    cv::Point center;
    int radius = 0;
    double worth = 0;
};

std::vector<cv::Point> circle_points(int radius) {
    std::vector<cv::Point> points;
    const int steps = static_cast<int>(8.0 * radius);
    for (int i = 0; i < steps; ++i) {
        const double angle = 2 * CV_PI * i / steps;
        const cv::Point p(static_cast<int>(std::lround(radius * std::cos(angle))),
                          static_cast<int>(std::lround(radius * std::sin(angle))));
        if (points.empty() || (points.back() != p && points.front() != p)) points.push_back(p);
    }
    return points;
}

/// Every red millimetre votes for the centres of the circles through it: a centre's votes are the circle's red share.
Ring best_ring(const cv::Mat& red_mm) {
    std::vector<cv::Point> dots;
    cv::findNonZero(red_mm, dots);
    Ring best;
    cv::Mat votes(red_mm.size(), CV_16U);
    for (int radius = least_radius_mm; radius <= greatest_radius_mm; ++radius) {
        const std::vector<cv::Point> circle = circle_points(radius);
        votes.setTo(0);
        for (const cv::Point& dot : dots) {
            for (const cv::Point& offset : circle) {
                const cv::Point c = dot + offset;
                if (c.x >= 0 && c.y >= 0 && c.x < votes.cols && c.y < votes.rows) ++votes.at<std::uint16_t>(c);
            }
        }
        double most = 0;
        cv::Point at;
        cv::minMaxLoc(votes, nullptr, &most, nullptr, &at);
        // Inside a seal runs a circle of characters: of two nearly full circles the outer is the ring.
        const double coverage = most / static_cast<double>(circle.size());
        const double worth = coverage + 0.004 * radius;
        if (coverage > complete_ring && worth > best.worth) best = {at, radius, worth};
    }
    return best;
}

/// Rings, one after the other. Only the ring itself is taken out before the next is sought: seals overlap.
void add_rings(const cv::Mat& red, double px_per_mm, cv::Mat& areas) {
    cv::Mat red_mm;
    cv::resize(red, red_mm, {}, 1 / px_per_mm, 1 / px_per_mm, cv::INTER_AREA);
    red_mm = red_mm > 40;
    for (int seal = 0; seal < 6 && cv::countNonZero(red_mm) > 60; ++seal) {
        const Ring ring = best_ring(red_mm);
        if (ring.radius == 0) return;
        cv::circle(red_mm, ring.center, ring.radius, cv::Scalar(0), 3);
        const cv::Point2d center = (cv::Point2d(ring.center) + cv::Point2d(0.5, 0.5)) * px_per_mm;
        cv::circle(areas, center, static_cast<int>((ring.radius + 1.5) * px_per_mm), cv::Scalar(255), cv::FILLED);
    }
}

bool beside(const cv::Rect& a, const cv::Rect& b) {
    const double larger = std::max(a.height, b.height), smaller = std::min(a.height, b.height);
    const double offset = std::abs(a.y + a.height / 2.0 - b.y - b.height / 2.0);
    const int gap = std::max(a.x, b.x) - std::min(a.br().x, b.br().x);
    return smaller > 0.6 * larger && offset < 0.35 * larger && gap < 2 * larger;
}

/// A headline's characters stand in a row of equals; text and rules are low; a seal is a lump of its own.
bool is_text(const std::vector<cv::Rect>& clusters, std::size_t i, double px_per_mm) {
    const cv::Rect& box = clusters[i];
    const double width = box.width / px_per_mm, height = box.height / px_per_mm;
    if (std::min(width, height) < 9) return true;
    if (height < tallest_headline_mm && width > 2.2 * height) return true;
    if (height > 1.25 * tallest_headline_mm) return false;
    int neighbours = 0;
    for (std::size_t j = 0; j < clusters.size(); ++j) neighbours += j != i && beside(box, clusters[j]) ? 1 : 0;
    return neighbours >= 2;
}

void add_lumps(const cv::Mat& red, double px_per_mm, cv::Mat& areas) {
    const int gap = std::max(1, static_cast<int>(2 * px_per_mm));
    cv::Mat joined;
    cv::morphologyEx(red, joined, cv::MORPH_CLOSE, cv::Mat::ones(gap, gap, CV_8U));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(joined, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<cv::Rect> boxes;
    boxes.reserve(outlines.size());
    for (const auto& outline : outlines) boxes.push_back(cv::boundingRect(outline));
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        if (is_text(boxes, i, px_per_mm)) continue;
        std::vector<cv::Point> hull;
        cv::convexHull(outlines[i], hull);
        cv::fillConvexPoly(areas, hull, cv::Scalar(255));
    }
}

}  // namespace

cv::Mat find_seal_areas(const cv::Mat& red, double px_per_mm) {
    cv::Mat areas(red.size(), CV_8U, cv::Scalar(0));
    add_rings(red, px_per_mm, areas);
    cv::Mat rest = red.clone();
    rest.setTo(0, areas);
    add_lumps(rest, px_per_mm, areas);
    return cv::countNonZero(areas) > 0 ? areas : cv::Mat();
}

}  // namespace nianbao
