// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/perspective.h"

#include <cmath>
#include <numbers>

namespace nianbao {

cv::Matx33d straight_to_source(const RuleFamilies& f, cv::Size source_size) {
    const double unit = std::hypot(source_size.width, source_size.height) / 2;
    const double right = 1 / std::sqrt(1 + f.h_slope * f.h_slope);
    const double down = 1 / std::sqrt(1 + f.v_slope * f.v_slope);
    const cv::Matx33d centred(right, down * f.v_slope, 0,  //
                              right * f.h_slope, down, 0,  //
                              right * f.h_vanish, down * f.v_vanish, 1);
    return cv::Matx33d::diag({unit, unit, 1}) * centred * cv::Matx33d::diag({1 / unit, 1 / unit, 1});
}

cv::Matx33d turn_to_source(double clockwise_degrees) {
    const double angle = clockwise_degrees * std::numbers::pi / 180;
    return {std::cos(angle), -std::sin(angle), 0, std::sin(angle), std::cos(angle), 0, 0, 0, 1};
}

}  // namespace nianbao
