// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/: red seals.
namespace nianbao {

/// What a colour page looks like in grey without its seals.
struct SealFreePage {
    cv::Mat grey;  ///< full size; under a seal the red channel, with the seal's own red taken for paper
    cv::Mat seal;  ///< full-size mask, 255 = changed because of a seal; empty when the page has none
};

/// Red headlines, red rules and other red text that is no seal stay dark.
/// @param page 3 channels, blue, green, red
SealFreePage remove_seals(const cv::Mat& page, double dpi);

}  // namespace nianbao
