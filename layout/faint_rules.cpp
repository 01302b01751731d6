// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/faint_rules.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double widest = 0.025;    // of a line that is looked for
constexpr double smoothed = 0.035;  // along the line, against noise
constexpr double whole = 0.65;      // 0..1: of that length
constexpr double straight = 0.22;   // longer than strokes of 14 pt characters
constexpr double averaged = 0.15;   // along a line that noise hides
constexpr double longest_character = 0.5;
constexpr double soft_edge = 0.012;
// Grey levels below the paper beside it.
constexpr double least_depth = 4, least_mean_depth = 4;
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

/// The page without its characters: pieces of ink higher than a line is wide, and whatever clings to them, are paper.
cv::Mat without_characters(const cv::Mat& grey, const cv::Mat& ink, double dpi) {
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    const int height = odd_pixels(widest, dpi);
    std::vector<uchar> high(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i) {
        const int w = stats.at<int>(i, cv::CC_STAT_WIDTH), h = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        high[static_cast<std::size_t>(i)] = h > height && w < longest_character * dpi ? 255 : 0;
    }
    cv::Mat characters(ink.size(), CV_8U);
    for (int y = 0; y < ink.rows; ++y) {
        const int* from = labels.ptr<int>(y);
        uchar* to = characters.ptr<uchar>(y);
        for (int x = 0; x < ink.cols; ++x) to[x] = high[static_cast<std::size_t>(from[x])];
    }
    const int rim = odd_pixels(soft_edge, dpi);
    cv::dilate(characters, characters, cv::Mat::ones(rim, rim, CV_8U));
    cv::Mat paper = grey.clone();
    paper.setTo(255, characters);
    return paper;
}

/// How much darker than the paper above and below it each place is, on the mean of a stretch along the line.
cv::Mat mean_depth(const cv::Mat& paper, double stretch, double dpi) {
    cv::Mat mean, depth;
    cv::blur(paper, mean, {odd_pixels(stretch, dpi), 1});
    cv::morphologyEx(mean, depth, cv::MORPH_BLACKHAT, cv::Mat::ones(odd_pixels(widest, dpi), 1, CV_8U));
    return depth;
}

/// Lines of which noise has hidden most: the mean along a stretch longer than any stroke brings them out. It also
/// reaches beyond their ends, where the mean of a short stretch shows nothing.
cv::Mat hidden_lines(const cv::Mat& grey, const cv::Mat& ink, double dpi) {
    constexpr double of_depth = 0.5;
    const cv::Mat paper = without_characters(grey, ink, dpi);
    const cv::Mat depth = mean_depth(paper, averaged, dpi);
    cv::Mat line = depth >= std::max(least_mean_depth, least_over_noise * cv::mean(depth)[0]);
    cv::Mat local = mean_depth(paper, smoothed, dpi);
    cv::dilate(local, local, cv::Mat::ones(3, 1, CV_8U));
    cv::Mat shown = local >= depth * of_depth;
    cv::morphologyEx(shown, shown, cv::MORPH_CLOSE, cv::Mat::ones(1, odd_pixels(smoothed, dpi), CV_8U));
    line &= shown;
    cv::morphologyEx(line, line, cv::MORPH_OPEN, cv::Mat::ones(1, odd_pixels(straight, dpi), CV_8U));
    return line;
}

}  // namespace

cv::Mat with_faint_rules(const cv::Mat& ink, const cv::Mat& grey, double dpi) {
    cv::Mat turned_grey, turned_ink, vertical;
    cv::transpose(grey, turned_grey);
    cv::transpose(ink, turned_ink);
    cv::transpose(pale_lines(turned_grey, turned_ink, dpi) | hidden_lines(turned_grey, turned_ink, dpi), vertical);
    return ink | pale_lines(grey, ink, dpi) | hidden_lines(grey, ink, dpi) | vertical;
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
