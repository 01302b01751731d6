// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

// Private to ocr/: the mask of ink.
namespace nianbao {

/// Local threshold, 255 = ink. Window 5 mm: about one line of text and its surroundings.
/// Source of the method: J. Sauvola, M. Pietikäinen, Adaptive document image binarization, Pattern Recognition 33
/// (2000).
/// @param grey paper at 255
cv::Mat find_ink(const cv::Mat& grey, double dpi);

/// True when `grey` is a 1-bit copy: hardly a pixel between black and white.
bool is_one_bit(const cv::Mat& grey);

}  // namespace nianbao
