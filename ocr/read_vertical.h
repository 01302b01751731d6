// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

namespace nianbao {

/// A vertical line of upright characters set again as a horizontal one, so that a reader of lines sees them with their
/// neighbours (a lone hanzi is read worse than one in its word).
/// @param column  grey, black on white, one column of characters, its em band filling the width
/// @param em      pixels
cv::Mat set_horizontally(const cv::Mat& column, double em);

}  // namespace nianbao
