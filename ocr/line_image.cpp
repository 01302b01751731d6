// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/line_image.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

// Below this difference of grey levels there is nothing but paper and noise in the band.
constexpr double least_contrast = 40;

/// Level below which `share` of the pixels lie.
int percentile(const cv::Mat& grey, double share) {
    int counts[256] = {};
    for (int y = 0; y < grey.rows; ++y) {
        const uchar* row = grey.ptr(y);
        for (int x = 0; x < grey.cols; ++x) ++counts[row[x]];
    }
    const double wanted = share * static_cast<double>(grey.total());
    double seen = 0;
    for (int level = 0; level < 256; ++level) {
        seen += counts[level];
        if (seen >= wanted) return level;
    }
    return 255;
}

/// Crop with white where the page ends.
cv::Mat crop(const cv::Mat& page, const cv::Rect& wanted) {
    cv::Mat out(wanted.size(), CV_8UC1, cv::Scalar(255));
    const cv::Rect inside = wanted & cv::Rect(0, 0, page.cols, page.rows);
    if (!inside.empty()) page(inside).copyTo(out(inside - wanted.tl()));
    return out;
}

}  // namespace

Rect line_band(const LayoutLine& line, const LineCut& cut) {
    const Rect& ink = line.box;
    const double em = std::max(line.em, 1.0);
    Rect band = ink;
    // Across the writing direction the em box is centred on the ink; along it the ink's own ends are kept.
    if (line.direction == Direction::horizontal) {
        const double half = std::max(ink.height(), em) / 2 + cut.above_below * em;
        band.y0 = ink.center().y - half;
        band.y1 = ink.center().y + half;
        band.x0 -= cut.sides * em;
        band.x1 += cut.sides * em;
    } else {
        const double half = std::max(ink.width(), em) / 2 + cut.above_below * em;
        band.x0 = ink.center().x - half;
        band.x1 = ink.center().x + half;
        band.y0 -= cut.sides * em;
        band.y1 += cut.sides * em;
    }
    return band;
}

Levels levels_of(const cv::Mat& grey) {
    Levels levels;
    if (grey.empty()) return levels;
    // A lone 1 or a dash inks some 2 % of its band; more than half of any line is paper.
    levels.ink = percentile(grey, 0.005);
    levels.paper = percentile(grey, 0.6);
    return levels;
}

cv::Mat stretched(const cv::Mat& grey, const Levels& levels) {
    if (levels.contrast() < least_contrast) return cv::Mat(grey.size(), CV_8UC1, cv::Scalar(255));
    // The lightest fifth of the range is paper with its noise.
    const double white = levels.paper - 0.2 * levels.contrast();
    const double gain = 255 / (white - levels.ink);
    cv::Mat out;
    grey.convertTo(out, CV_8UC1, gain, -levels.ink * gain);
    return out;
}

namespace {

cv::Mat darkened(const cv::Mat& grey, double exponent) {
    cv::Mat levels(1, 256, CV_8UC1), out;
    for (int i = 0; i < 256; ++i) levels.at<uchar>(i) = cv::saturate_cast<uchar>(255 * std::pow(i / 255.0, exponent));
    cv::LUT(grey, levels, out);
    return out;
}

}  // namespace

cv::Mat cut_line(const cv::Mat& page, const LayoutLine& line, const LineCut& cut) {
    const Rect band = line_band(line, cut);
    const cv::Rect pixels(cv::Point(static_cast<int>(std::floor(band.x0)), static_cast<int>(std::floor(band.y0))),
                          cv::Point(static_cast<int>(std::ceil(band.x1)), static_cast<int>(std::ceil(band.y1))));
    if (pixels.empty()) return {};
    cv::Mat image = crop(page, pixels);
    image = stretched(image, levels_of(image));
    if (cut.darkening != 1) image = darkened(image, cut.darkening);
    if (cut.height <= 0) return image;
    const int across = line.direction == Direction::horizontal ? image.rows : image.cols;
    const double scale = static_cast<double>(cut.height) / across;
    cv::Mat scaled;
    cv::resize(image, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return scaled;
}

}  // namespace nianbao
