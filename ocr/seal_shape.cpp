// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "ocr/seal_text.h"

namespace nianbao {
namespace {

// Seals of Chinese authorities are round, 38 to 50 mm wide (State Council, 国发〔1999〕25号: 42, 45, 50 mm); others 30
// mm. Where a scan's resolution is only estimated, sizes are off by a fifth.
constexpr int least_radius_mm = 12, greatest_radius_mm = 30;
constexpr double complete_ring = 0.72;  // share of the circle that is red, to within a millimetre
constexpr double gap_mm = 2.6;          // between a ring, its characters and its star; less than from line to line
constexpr double flake_mm = 7, edge_mm = 3, scattered_mm = 7;

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

/// A seal that is only half there is still round: what lies beside its strokes inside its circle belongs to it.
void add_area(const RedCluster& cluster, double px_per_mm, cv::Mat& areas) {
    cv::Point2f center;
    float radius = 0;
    cv::minEnclosingCircle(cluster.outline, center, radius);
    if (radius > least_radius_mm * px_per_mm && radius < (greatest_radius_mm + 2) * px_per_mm) {
        cv::circle(areas, center, static_cast<int>(radius), cv::Scalar(255), cv::FILLED);
        return;
    }
    std::vector<cv::Point> hull;
    cv::convexHull(cluster.outline, hull);
    cv::fillConvexPoly(areas, hull, cv::Scalar(255));
}

/// Nothing is printed along the edge of the sheet; seals over the edges of several sheets are.
bool at_the_edge(const cv::Rect& box, cv::Size page, double px_per_mm) {
    const int margin = static_cast<int>(edge_mm * px_per_mm);
    return box.x < margin || box.y < margin || box.br().x > page.width - margin || box.br().y > page.height - margin;
}

std::vector<RedCluster> clusters_of(const cv::Mat& red, const cv::Mat& cyan, double gap_px) {
    std::vector<RedCluster> clusters = red_clusters(red, std::max(3, static_cast<int>(gap_px)));
    std::erase_if(clusters, [&](const RedCluster& cluster) { return is_rim_of_print(cluster, cyan); });
    return clusters;
}

void add_lumps(const cv::Mat& red, const PageInk& page, double px_per_mm, cv::Mat& areas) {
    const auto clusters = clusters_of(red, page.cyan, gap_mm * px_per_mm);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const bool print = is_red_text(clusters, i, px_per_mm) && !lies_over_print(clusters[i], page.black);
        if (!print || at_the_edge(clusters[i].box, red.size(), px_per_mm)) add_area(clusters[i], px_per_mm, areas);
    }
}

/// Pieces of a seal that took ink here and there, as far apart as lines of text, but in no line.
void add_scattered(const cv::Mat& red, const PageInk& page, double px_per_mm, cv::Mat& areas) {
    for (const RedCluster& cluster : clusters_of(red, page.cyan, scattered_mm * px_per_mm)) {
        if (std::min(cluster.box.width, cluster.box.height) < least_radius_mm * px_per_mm) continue;
        if (!are_straight_lines(cluster, px_per_mm)) add_area(cluster, px_per_mm, areas);
    }
}

/// Flakes of a ring that is broken, outside of the circle that was made of the rest. A line of text is left.
void add_flakes(const cv::Mat& red, const PageInk& page, double px_per_mm, cv::Mat& areas) {
    cv::Mat rest = red.clone(), near;
    rest.setTo(0, areas);
    const int reach = 2 * static_cast<int>(flake_mm * px_per_mm) + 1;
    cv::dilate(areas, near, cv::getStructuringElement(cv::MORPH_ELLIPSE, {reach, reach}));
    for (const RedCluster& flake : clusters_of(rest, page.cyan, gap_mm * px_per_mm)) {
        const bool text = flake.box.width > 1.2 * flake.box.height && flake.box.height > 2 * px_per_mm &&
                          is_straight(flake.ink) && !lies_over_print(flake, page.black);
        if (!text && cv::countNonZero(near(flake.box) & flake.ink) > 0) areas(flake.box).setTo(255, flake.inside);
    }
}

}  // namespace

cv::Mat find_seal_areas(const PageInk& page, double px_per_mm) {
    cv::Mat areas(page.red.size(), CV_8U, cv::Scalar(0));
    add_rings(page.red, px_per_mm, areas);
    const cv::Mat strokes = without_red_rules(page.red, px_per_mm);
    add_lumps(strokes & ~areas, page, px_per_mm, areas);
    add_scattered(strokes & ~areas, page, px_per_mm, areas);
    for (int ring = 0; ring < 2; ++ring) add_flakes(strokes, page, px_per_mm, areas);
    return cv::countNonZero(areas) > 0 ? areas : cv::Mat();
}

}  // namespace nianbao
