// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/: which red is a seal and which is red text.
namespace nianbao {

/// The areas of seals in a mask of red ink: rings by voting, other shapes by their size and neighbours.
/// @param red 255 = red
/// @return mask of the same size, 255 = area of a seal with its inside; empty when there is none
cv::Mat find_seal_areas(const cv::Mat& red, double px_per_mm);

}  // namespace nianbao
