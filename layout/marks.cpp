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

void flag_vertical(std::vector<Mark>& marks, const TextLayer& layer, const CleanPage& page) {
    const auto to_pixels = page.to_page.inverse();
    if (!to_pixels) return;
    for (const LayerGlyph& glyph : layer.glyphs) {
        if (!glyph.vertical) continue;
        const Rect box = to_pixels->map_bounds(glyph.box);
        for (Mark& mark : marks) mark.vertical = mark.vertical || box.contains(mark.box.center());
    }
}

}  // namespace nianbao::layout
