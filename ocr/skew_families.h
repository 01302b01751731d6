// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "ocr/skew_rules.h"

// Private to ocr/: the skew, perspective and curl that the rules of a page agree on.
namespace nianbao {

/// A sheet that does not lie flat: every point of the picture stands lower by
/// offset + slope[0] x^2 / 2 + slope[1] x^3 / 3 + slope[2] x^4 / 4, in half diagonals from the middle of the page.
struct Curl {
    std::array<double, 3> slope{};
    double offset = 0;  ///< makes the mean over the page's width zero

    bool flat() const { return slope == std::array<double, 3>{}; }
    double lowering(double x) const { return offset + x * x * (slope[0] / 2 + x * (slope[1] / 3 + x * slope[2] / 4)); }
};

/// The two families of rules of a page. In coordinates centred on the page and divided by half its diagonal, the rules
/// of the horizontal family run along (1 - h_vanish * x, h_slope - h_vanish * y), those of the vertical family along
/// (v_slope - v_vanish * x, 1 - v_vanish * y): each family meets in one vanishing point, far away when *_vanish is
/// small.
struct RuleFamilies {
    double h_slope = 0, h_vanish = 0;
    double v_slope = 0, v_vanish = 0;
    Curl curl;
    double skew_degrees = 0;  ///< clockwise turn of the page as one number
    double confidence = 0;    ///< 0..1 that the rules are rules and agree
    bool projective = false;  ///< more than a turn is certain: shear, vanishing points or curl
};

/// Skews up to 18 degrees. The sides of the sheet are asked for a family only when neither rules nor text show it.
RuleFamilies fit_rule_families(const std::vector<RuleSegment>& segments, cv::Size view_size);

}  // namespace nianbao
