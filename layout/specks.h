// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

// Dust on the glass, dirt of a copier's drum.
namespace nianbao::layout {

/// Boxes of the pieces of ink that are smaller than a decimal point of 16 pt type and have nothing but such pieces
/// around them: points and commas have digits there. Short dashes in a row or column of such are none. On a ground that
/// is dust all over, also those that other dust surrounds, but for what touches on characters.
/// @param ink 8-bit mask, 255 = ink, without rules
std::vector<cv::Rect> lone_specks(const cv::Mat& ink, double dpi);

/// Paints the boxes, and the blurred edge around each, with `value`.
void paint_over(cv::Mat& image, const std::vector<cv::Rect>& boxes, int value);

}  // namespace nianbao::layout
