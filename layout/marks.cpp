// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/marks.h"

#include <opencv2/imgproc.hpp>

namespace nianbao::layout {

std::vector<Mark> marks_of_ink(const cv::Mat& ink, double dpi) {
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S);
    const double dirt = 0.004 * dpi;  // 0.1 mm: a quarter of the smallest decimal point
    const double blotch = 1.2 * dpi;  // no character is that tall
    std::vector<Mark> marks;
    for (int label = 1; label < count; ++label) {
        const double x = stats.at<int>(label, cv::CC_STAT_LEFT), y = stats.at<int>(label, cv::CC_STAT_TOP);
        const double w = stats.at<int>(label, cv::CC_STAT_WIDTH), h = stats.at<int>(label, cv::CC_STAT_HEIGHT);
        if ((w <= dirt && h <= dirt) || h > blotch) continue;
        marks.push_back({{x, y, x + w, y + h}, static_cast<double>(stats.at<int>(label, cv::CC_STAT_AREA)), false});
    }
    return marks;
}

std::vector<Mark> marks_of_glyphs(const TextLayer& layer, const CleanPage& page) {
    std::vector<Mark> marks;
    const auto to_pixels = page.to_page.inverse();
    if (!to_pixels) return marks;
    for (const LayerGlyph& glyph : layer.glyphs) {
        if (glyph.text.find_first_not_of(" \t\r\n") == std::string::npos || glyph.text == "\u3000" ||
            glyph.text == "\u00a0") {
            continue;
        }
        const Rect box = to_pixels->map_bounds(glyph.box);
        if (!box.empty()) marks.push_back({box, box.area(), glyph.vertical});
    }
    return marks;
}

}  // namespace nianbao::layout
