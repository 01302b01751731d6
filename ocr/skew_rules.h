// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "ocr/straighten_view.h"

// Private to ocr/: pieces of ruling lines, and the skew and perspective that they agree on.
namespace nianbao {

/// A straight piece of an edge, in view pixels (pixel centres at whole numbers).
struct RuleSegment {
    cv::Point2d from, to;

    cv::Point2d direction() const { return (to - from) * (1.0 / length()); }
    cv::Point2d middle() const { return (from + to) * 0.5; }
    double length() const { return std::hypot(to.x - from.x, to.y - from.y); }
};

/// Long straight edges (longer than a stroke of a headline's hanzi) at any angle.
/// Source of the method: R. Grompone von Gioi et al., LSD: a line segment detector, IPOL 2012 (OpenCV's).
std::vector<RuleSegment> find_rule_segments(const MeasuringView& view);

/// The two families of rules of a page. In coordinates centred on the page and divided by half its diagonal, the rules
/// of the horizontal family run along (1 - h_vanish * x, h_slope - h_vanish * y), those of the vertical family along
/// (v_slope - v_vanish * x, 1 - v_vanish * y): each family meets in one vanishing point, far away when *_vanish is
/// small.
struct RuleFamilies {
    double h_slope = 0, h_vanish = 0;
    double v_slope = 0, v_vanish = 0;
    double skew_degrees = 0;  ///< clockwise turn of the page as one number
    double confidence = 0;    ///< 0..1 that the rules are rules and agree
    bool projective = false;  ///< more than a turn is certain: shear or vanishing points
};

/// Skews up to 18 degrees.
RuleFamilies fit_rule_families(const std::vector<RuleSegment>& segments, cv::Size view_size);

}  // namespace nianbao
