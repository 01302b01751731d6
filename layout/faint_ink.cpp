// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/faint_ink.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao::layout {
namespace {

// Strokes of digits are a tenth of an em wide, thin fonts' half of that.
constexpr double stroke = 0.1;
// Left out along a cell's sides: what remains of its rules.
constexpr double margin = 0.15;

cv::Rect interior(const Rect& box, double inset, const cv::Size& page) {
    const cv::Point from(static_cast<int>(std::ceil(box.x0 + inset)), static_cast<int>(std::ceil(box.y0 + inset)));
    const cv::Point to(static_cast<int>(box.x1 - inset), static_cast<int>(box.y1 - inset));
    if (to.x <= from.x || to.y <= from.y) return {};
    return cv::Rect(from, to) & cv::Rect({0, 0}, page);
}

/// How much darker than the cell's paper its darkest spot is, 0 to 255.
double darkest_spot(const cv::Mat& grey, const cv::Rect& place, int window) {
    if (place.empty()) return 0;
    cv::Mat smooth;
    cv::blur(grey(place), smooth, {window, window}, {-1, -1}, cv::BORDER_REPLICATE);
    double darkest = 0;
    cv::minMaxLoc(smooth, &darkest);
    std::vector<uchar> pixels(smooth.begin<uchar>(), smooth.end<uchar>());
    // Text covers less than half of any cell: the median is paper.
    const auto middle = pixels.begin() + static_cast<std::ptrdiff_t>(pixels.size() / 2);
    std::nth_element(pixels.begin(), middle, pixels.end());
    return *middle - darkest;
}

}  // namespace

void measure_faint_ink(LayoutTable& table, const cv::Mat& grey, double em) {
    const int window = std::max(2, static_cast<int>(std::lround(stroke * em)));
    std::vector<double> strokes;
    for (const LayoutCell& cell : table.cells) {
        if (cell.lines.empty()) continue;
        Rect text;
        for (const LayoutLine& line : cell.lines) text = united(text, line.box);
        strokes.push_back(darkest_spot(grey, interior(text, -0.1 * em, grey.size()), window));
    }
    // The fainter quarter: a lone thin digit, not the blackest label.
    double usual = 0;
    if (!strokes.empty()) {
        const auto quarter = strokes.begin() + static_cast<std::ptrdiff_t>(strokes.size() / 4);
        std::nth_element(strokes.begin(), quarter, strokes.end());
        usual = *quarter;
    }
    for (LayoutCell& cell : table.cells) {
        if (!cell.lines.empty()) continue;
        const double spot = darkest_spot(grey, interior(cell.box, margin * em, grey.size()), window);
        cell.faint_ink = usual > 0 ? std::min(1.0, spot / usual) : 1;
    }
}

}  // namespace nianbao::layout
