// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

// Private to ocr/: what a scan shows beside the sheet.
namespace nianbao {

/// Where a copier's or scanner's black border, the gap beside a smaller sheet, or a punched hole is; 255 in a mask of
/// the page's size, empty when there is nothing of the kind.
/// @param page_outline the sheet's four corners in pixels of `grey`: borders lie along it, not always along the image
cv::Mat find_dark_borders(const cv::Mat& grey, double dpi, const std::vector<cv::Point2f>& page_outline);

}  // namespace nianbao
