// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/faint_rules.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double widest = 0.025;    // of a line that is looked for
constexpr double smoothed = 0.035;  // along the line, against noise
constexpr double whole = 0.65;      // 0..1: of that length
constexpr double straight = 0.22;   // longer than strokes of 14 pt characters
// Grey levels below the paper beside it.
constexpr double least_depth = 4;
constexpr double least_over_noise = 3;  // times what plain paper shows of its own

int odd_pixels(double inches, double dpi) {
    return std::max(3, static_cast<int>(std::lround(inches * dpi)) | 1);
}

/// Pixels of horizontal lines; the caller transposes for the vertical ones.
cv::Mat pale_lines(const cv::Mat& grey, const cv::Mat& ink, double dpi) {
    cv::Mat depth;
    cv::morphologyEx(grey, depth, cv::MORPH_BLACKHAT, cv::Mat::ones(odd_pixels(widest, dpi), 1, CV_8U));
    const double noise = cv::mean(depth, ink == 0)[0];
    cv::Mat line = depth >= std::max(least_depth, least_over_noise * noise);
    // Noise breaks a line in single pixels, strokes of characters leave gaps of many.
    cv::blur(line, line, {odd_pixels(smoothed, dpi), 1});
    line = line >= 255 * whole;
    cv::morphologyEx(line, line, cv::MORPH_OPEN, cv::Mat::ones(1, odd_pixels(straight, dpi), CV_8U));
    return line;
}

}  // namespace

cv::Mat with_faint_rules(const cv::Mat& ink, const cv::Mat& grey, double dpi) {
    cv::Mat turned_grey, turned_ink, vertical;
    cv::transpose(grey, turned_grey);
    cv::transpose(ink, turned_ink);
    cv::transpose(pale_lines(turned_grey, turned_ink, dpi), vertical);
    return ink | pale_lines(grey, ink, dpi) | vertical;
}

cv::Mat with_dashes_joined(const cv::Mat& drawing, double dpi) {
    constexpr double widest_gap = 0.09, shortest_line = 0.25;  // inches; rows are higher than the gap
    const int gap = odd_pixels(widest_gap, dpi), length = odd_pixels(shortest_line, dpi);
    cv::Mat out = drawing.clone();
    for (const bool level : {true, false}) {
        const auto along = [level](int n) { return cv::Mat::ones(level ? cv::Size(n, 1) : cv::Size(1, n), CV_8U); };
        // Whole rules stay as they are: those of two tables may end near each other.
        cv::Mat whole, lines;
        cv::morphologyEx(drawing, whole, cv::MORPH_OPEN, along(length));
        cv::morphologyEx(drawing & ~whole, lines, cv::MORPH_CLOSE, along(gap));
        cv::morphologyEx(lines, lines, cv::MORPH_OPEN, along(length));
        out |= lines;
    }
    return out;
}

}  // namespace nianbao::layout
