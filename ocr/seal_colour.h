// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "ocr/background.h"

// Private to ocr/: how red the ink of a page is.
namespace nianbao {

/// A coarse page as what its ink lets through of the ground behind it.
struct RedInk {
    cv::Mat ground;  ///< colour behind the ink, 8 bit, 3 channels: paper, shaded cells, pale red ones too
    cv::Mat red;     ///< CV_32F: share of the ground's red by which red exceeds the other channels; 0 where it does not
    cv::Mat cyan;    ///< the same for what lacks red
    cv::Mat grey;    ///< CV_32F: brightness as a share of the ground's
};

/// Yellowed paper and a pink cell are ground, a seal on them is not.
/// @param seals where seals are, or empty as long as nobody knows: even pale red that ends with a seal is its ink
RedInk red_ink(const CoarsePage& page, const cv::Mat& seals = {});

}  // namespace nianbao
