// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "ocr/straighten_view.h"

// Private to ocr/: pieces of ruling lines.
namespace nianbao {

enum class SegmentOrigin { rule, text, paper };

/// A straight piece of a rule's edge, a line of text, or a side of the sheet, in view pixels (pixel centres at whole
/// numbers).
struct RuleSegment {
    cv::Point2d from, to;
    SegmentOrigin origin = SegmentOrigin::rule;

    cv::Point2d direction() const { return (to - from) * (1.0 / length()); }
    cv::Point2d middle() const { return (from + to) * 0.5; }
    double length() const { return std::hypot(to.x - from.x, to.y - from.y); }
};

/// Long straight edges (longer than a stroke of a headline's hanzi) at any angle, with paper on either side: edges of
/// the sheet, of shadows and of a scanner's borders are none. Source of the method: R. Grompone von Gioi et al., LSD: a
/// line segment detector, IPOL 2012 (OpenCV's).
std::vector<RuleSegment> find_rule_segments(const MeasuringView& view);

}  // namespace nianbao
