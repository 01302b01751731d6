// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr double tallest_headline_mm = 22;
constexpr double lowest_seal_mm = 9;      // name chops measure 10 mm and more
constexpr double thickest_rule_mm = 1.5;  // under a headline
constexpr double line_gap_mm = 0.6;       // between a headline's lines, or a line and its rule
constexpr double least_crossed = 0.03;    // share of a date's area that one rule takes that it is stamped across
constexpr double longest_flat_mm = 24;    // of the widest and thickest ring: its top is as flat as a rule that far

/// First and last row with ink in some of the columns; equal when there is none.
cv::Range inked_rows(const cv::Mat& ink) {
    cv::Range rows(0, 0);
    for (int y = 0; y < ink.rows; ++y) {
        if (cv::countNonZero(ink.row(y)) == 0) continue;
        if (rows.empty()) rows.start = y;
        rows.end = y + 1;
    }
    return rows;
}

cv::Range inked_columns(const cv::Mat& ink) {
    return inked_rows(ink.t());
}

/// Rows of ink, cut where no ink is from side to side.
std::vector<cv::Mat> lines_of(const cv::Mat& ink, int gap) {
    std::vector<cv::Mat> lines;
    int top = -1, last = -1;
    for (int y = 0; y <= ink.rows; ++y) {
        const bool inked = y < ink.rows && cv::countNonZero(ink.row(y)) > 0;
        if (inked && top < 0) top = y;
        if (inked) last = y;
        if (top >= 0 && (y == ink.rows || y - last > gap)) {
            lines.push_back(ink.rowRange(top, last + 1));
            top = -1;
        }
    }
    return lines;
}

bool is_line(const cv::Mat& band, double px_per_mm) {
    const cv::Range columns = inked_columns(band);
    const double width = columns.size() / px_per_mm, height = band.rows / px_per_mm;
    if (height < lowest_seal_mm) return true;
    return height < tallest_headline_mm && width > 2.2 * height && is_straight(band.colRange(columns));
}

/// Two characters of one row: as high, and on one foot.
bool beside(const cv::Rect& a, const cv::Rect& b) {
    const double larger = std::max(a.height, b.height), smaller = std::min(a.height, b.height);
    const int gap = std::max(a.x, b.x) - std::min(a.br().x, b.br().x);
    return smaller > 0.7 * larger && std::abs(a.y - b.y) < 0.25 * larger &&
           std::abs(a.br().y - b.br().y) < 0.25 * larger && gap > 0 && gap < 2 * larger;
}

bool is_headline_character(const std::vector<RedCluster>& clusters, std::size_t i, double px_per_mm) {
    const cv::Rect& box = clusters[i].box;
    if (box.height > 1.25 * tallest_headline_mm * px_per_mm) return false;
    int row = box.width;  // characters of a row may hang together
    for (std::size_t j = 0; j < clusters.size(); ++j)
        if (j != i && beside(box, clusters[j].box)) row += clusters[j].box.width;
    return row > 2.4 * box.height && row > box.width;
}

}  // namespace

std::vector<RedCluster> red_clusters(const cv::Mat& red, int gap) {
    cv::Mat joined;
    cv::morphologyEx(red, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(joined, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    std::vector<RedCluster> clusters;
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        cv::Mat inside(box.size(), CV_8U, cv::Scalar(0));
        cv::drawContours(inside, std::vector<std::vector<cv::Point>>{outline}, 0, cv::Scalar(255), cv::FILLED, 8,
                         cv::noArray(), 0, -box.tl());
        clusters.push_back({box, inside & red(box), inside, outline});
    }
    return clusters;
}

bool lies_over_print(const RedCluster& cluster, const cv::Mat& black) {
    return cv::countNonZero(cluster.inside & black(cluster.box)) > least_crossed * cv::countNonZero(cluster.inside);
}

bool is_rim_of_print(const RedCluster& cluster, const cv::Mat& cyan) {
    // Within the outline, which closes small gaps, or along it.
    cv::Mat around;
    cv::copyMakeBorder(cluster.inside, around, 2, 2, 2, 2, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::dilate(around, around, cv::Mat::ones(5, 5, CV_8U));
    const cv::Rect box(cluster.box.x - 2, cluster.box.y - 2, cluster.box.width + 4, cluster.box.height + 4);
    const cv::Rect seen = box & cv::Rect({}, cyan.size());
    const int blue_green = cv::countNonZero(cyan(seen) & around(seen - box.tl()));
    return blue_green > 0.4 * cv::countNonZero(cluster.ink);
}

bool is_red_text(const std::vector<RedCluster>& clusters, std::size_t i, double px_per_mm) {
    const cv::Rect& box = clusters[i].box;
    if (std::min(box.width, box.height) < lowest_seal_mm * px_per_mm) return true;
    if (is_headline_character(clusters, i, px_per_mm)) return true;
    const auto gap = static_cast<int>(std::ceil(line_gap_mm * px_per_mm));
    const std::vector<cv::Mat> lines = lines_of(clusters[i].ink, gap);
    return std::all_of(lines.begin(), lines.end(), [&](const cv::Mat& line) { return is_line(line, px_per_mm); });
}

bool is_straight(const cv::Mat& line) {
    const int step = std::max(2, line.rows / 2);
    const double slack = 0.3 * line.rows;
    int inked = 0, full = 0;
    bool first = false, last = false;
    for (int x = 0; x + step <= line.cols; x += step) {
        const cv::Range rows = inked_rows(line.colRange(x, x + step));
        if (rows.empty()) continue;
        last = rows.start < slack && line.rows - rows.end < slack;
        if (++inked == 1) first = last;
        full += last ? 1 : 0;
    }
    return full > 0.7 * inked && (first || last);
}

bool are_straight_lines(const RedCluster& cluster, double px_per_mm) {
    const std::vector<cv::Mat> lines = lines_of(cluster.ink, static_cast<int>(std::ceil(line_gap_mm * px_per_mm)));
    return std::all_of(lines.begin(), lines.end(), [&](const cv::Mat& line) {
        return line.rows < thickest_rule_mm * px_per_mm || is_straight(line.colRange(inked_columns(line)));
    });
}

cv::Mat without_red_rules(const cv::Mat& red, double px_per_mm) {
    const int length = static_cast<int>(longest_flat_mm * px_per_mm);
    const int thick = static_cast<int>(std::ceil(thickest_rule_mm * px_per_mm));
    cv::Mat flat, lumps;
    cv::morphologyEx(red, flat, cv::MORPH_OPEN, cv::Mat::ones(1, length, CV_8U));
    cv::morphologyEx(flat, lumps, cv::MORPH_OPEN, cv::Mat::ones(thick + 1, 1, CV_8U));
    return red & ~(flat & ~lumps);
}

}  // namespace nianbao
