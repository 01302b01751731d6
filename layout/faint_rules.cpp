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
constexpr double averaged = 0.15;   // along a line that noise hides
constexpr double around = 0.5;
constexpr double soft_edge = 0.012;
// Grey levels below the paper beside it.
constexpr double least_depth = 4, least_mean_depth = 4;
constexpr double least_over_noise = 3, least_over_mean_noise = 4;  // times what plain paper shows of its own

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

/// What is ink, or the soft edge of some: only beside that a line is pale.
cv::Mat inked_places(const cv::Mat& ink, double dpi) {
    cv::Mat inked;
    const int rim = odd_pixels(soft_edge, dpi);
    cv::dilate(ink, inked, cv::Mat::ones(rim, rim, CV_8U));
    return inked;
}

/// Mean of the pale places of a stretch along the line, around each pixel; white where there are few.
cv::Mat mean_along(const cv::Mat& grey, const cv::Mat& inked, int stretch) {
    constexpr double enough = 0.3;  // of the stretch
    const cv::Size along(stretch, 1);
    cv::Mat sum, share, mean;
    grey.convertTo(sum, CV_32F);
    cv::Mat(inked == 0).convertTo(share, CV_32F, 1.0 / 255);
    cv::multiply(sum, share, sum);
    cv::blur(sum, sum, along);
    cv::blur(share, share, along);
    cv::divide(sum, cv::max(share, 1e-3), mean);
    mean.setTo(255, share < enough);
    mean.convertTo(mean, CV_8U);
    return mean;
}

/// How much darker than the paper above and below it each place is, on that mean.
cv::Mat mean_depth(const cv::Mat& grey, const cv::Mat& inked, double stretch, double dpi) {
    constexpr int strip = 512;  // rows: numbers with a fraction take four times a page's room
    cv::Mat mean(grey.size(), CV_8U), depth;
    for (int y = 0; y < grey.rows; y += strip) {
        const cv::Range rows(y, std::min(grey.rows, y + strip));
        mean_along(grey.rowRange(rows), inked.rowRange(rows), odd_pixels(stretch, dpi)).copyTo(mean.rowRange(rows));
    }
    cv::morphologyEx(mean, depth, cv::MORPH_BLACKHAT, cv::Mat::ones(odd_pixels(widest, dpi), 1, CV_8U));
    return depth;
}

/// Lines of which noise has hidden most: the mean along a stretch longer than any stroke brings them out. It also
/// reaches beyond their ends, where the mean of a short stretch shows nothing.
cv::Mat hidden_lines(const cv::Mat& grey, const cv::Mat& ink, double dpi) {
    constexpr double of_depth = 0.5;
    const cv::Mat inked = inked_places(ink, dpi), depth = mean_depth(grey, inked, averaged, dpi);
    cv::Mat noise;  // of the place: a dithered ground is full of specks, plain paper is not
    cv::blur(depth, noise, cv::Size(odd_pixels(around, dpi), odd_pixels(around, dpi)));
    cv::Mat line = (depth >= least_mean_depth) & (depth >= least_over_mean_noise * noise);
    cv::Mat local = mean_depth(grey, inked, smoothed, dpi);
    cv::dilate(local, local, cv::Mat::ones(3, 1, CV_8U));
    cv::Mat shown = (local >= depth * of_depth) | ink;
    cv::morphologyEx(shown, shown, cv::MORPH_CLOSE, cv::Mat::ones(1, odd_pixels(smoothed, dpi), CV_8U));
    line &= shown;
    cv::morphologyEx(line, line, cv::MORPH_OPEN, cv::Mat::ones(1, odd_pixels(straight, dpi), CV_8U));
    return line;
}

}  // namespace

cv::Mat with_faint_rules(const cv::Mat& ink, const cv::Mat& grey, double dpi) {
    const auto lines = [dpi](const cv::Mat& page, const cv::Mat& its_ink) {
        return cv::Mat(pale_lines(page, its_ink, dpi) | hidden_lines(page, its_ink, dpi));
    };
    cv::Mat turned_grey, turned_ink, vertical;
    cv::transpose(grey, turned_grey);
    cv::transpose(ink, turned_ink);
    cv::transpose(lines(turned_grey, turned_ink), vertical);
    return ink | lines(grey, ink) | vertical;
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
