// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/: seals that were laid over the print as pictures are, and hide it.
namespace nianbao {

/// Black print ends where the seal's strokes begin, all over the seal. Without print around it, nobody can tell: no.
/// @param print   CV_32F, what was found under the seal: 0 = black, 1 = paper
/// @param touched 255 = a stroke of the seal lay here
bool hides_print(const cv::Mat& print, const cv::Mat& touched, double px_per_mm);

}  // namespace nianbao
