// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_rules.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace nianbao {
namespace {

// Longer than any stroke of body text, shorter than a row of a table is high. The few strokes of headlines that are
// longer run along the rules.
constexpr double min_segment_mm = 5;

/// Median grey along a parallel of the segment; nothing when most of that lies outside the picture.
std::optional<int> grey_beside(const RuleSegment& s, cv::Point2d offset, const cv::Mat& grey) {
    std::vector<int> values;
    const int steps = std::max(4, static_cast<int>(s.length() / 3));
    for (int i = 0; i <= steps; ++i) {
        const cv::Point p = s.from + (s.to - s.from) * (static_cast<double>(i) / steps) + offset;
        if (p.x >= 0 && p.y >= 0 && p.x < grey.cols && p.y < grey.rows) values.push_back(grey.at<std::uint8_t>(p));
    }
    if (2 * static_cast<int>(values.size()) < steps) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// A rule is at most a millimetre thick: the brightest of a few parallels up to 2 mm away shows what lies beside it.
bool paper_on_both_sides(const RuleSegment& s, const MeasuringView& view) {
    const cv::Point2d d = s.direction();
    int levels[2] = {0, 0};
    for (int side = 0; side < 2; ++side) {
        for (const double mm : {1.2, 1.6, 2.0}) {
            const cv::Point2d offset = cv::Point2d(-d.y, d.x) * ((side == 0 ? 1 : -1) * view.mm(mm));
            levels[side] = std::max(levels[side], grey_beside(s, offset, view.grey).value_or(0));
        }
    }
    // Shaded cells differ from paper by less, dark tables, scanner lids and margins by more.
    return std::abs(levels[0] - levels[1]) < 70;
}

}  // namespace

std::vector<RuleSegment> find_rule_segments(const MeasuringView& view) {
    std::vector<cv::Vec4f> found;
    cv::createLineSegmentDetector(cv::LSD_REFINE_STD)->detect(view.grey, found);
    std::vector<RuleSegment> segments;
    for (const cv::Vec4f& f : found) {
        const RuleSegment s{{f[0], f[1]}, {f[2], f[3]}};
        if (s.length() >= view.mm(min_segment_mm) && paper_on_both_sides(s, view)) segments.push_back(s);
    }
    return segments;
}

}  // namespace nianbao
