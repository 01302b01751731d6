// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "ocr/seal_colour.h"

// Private to ocr/: the print under a seal.
namespace nianbao {

/// A seal's ink on white paper. However thick it lies, brightness and redness keep their proportion, so that
/// `brightness + per_red * redness` is that of the print below, whatever the seal lays on it.
struct SealInk {
    cv::Mat per_red;          ///< coarse, CV_32F: how much brightness it takes for each share of redness it gives
    double brightness = 0.4;  ///< where it lies thickest
};

/// Seals that overlap have inks of their own: measured around each place.
/// @param strong 255 = surely seal
SealInk measure_seal_ink(const RedInk& ink, const cv::Mat& strong, double px_per_mm);

struct TakenOut {
    cv::Mat touched;     ///< of the box's size: 255 = a seal lay here
    bool hides = false;  ///< print that it covered is not there any more
};

/// Takes the seal's ink out of `grey` inside `box`.
/// @param page   3 channels; `grey` is its grey
/// @param area   full-size mask of seals
/// @param ground coarse, as in RedInk
TakenOut take_out_ink(const cv::Mat& page, const cv::Mat& area, const cv::Mat& ground, const SealInk& ink, cv::Rect box,
                      double px_per_mm, cv::Mat& grey);

}  // namespace nianbao
