// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <optional>

#include "document/page_layout.h"

// A sign in front of a number, by its shape alone. Private to ocr/: it shows OpenCV types.
namespace nianbao {

/// Where the minus sign of a horizontal line of digits ends, in pixels of the page: a flat stroke before the first
/// digit, clear of it, at the middle of its height. None where there is no such stroke: specks are not flat, and what
/// is left of a rule lies at the edge of the cell.
/// @param page  8-bit grey
std::optional<double> end_of_minus(const cv::Mat& page, const LayoutLine& line);

}  // namespace nianbao
