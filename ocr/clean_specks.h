// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

// Private to ocr/: dust on the glass and dirt of the sheet's edge.
namespace nianbao {

/// Removes from both what cannot be part of a character: specks far smaller than a decimal point of the page's text,
/// lone ones a little larger with no other ink around, and lines along the very edge of the sheet.
/// @param page_outline the sheet's corners in pixels
/// @param graphics what is drawn beside the text of the page's layer, as `ink`: only there is dust. Empty where the
///     page has no layer.
void remove_specks(cv::Mat& ink, cv::Mat& grey, double dpi, const std::vector<cv::Point2f>& page_outline,
                   const cv::Mat& graphics);

}  // namespace nianbao
