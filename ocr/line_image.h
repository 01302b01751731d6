// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "document/page_layout.h"

// Cutting one line out of a page, for readers. Private to ocr/: it shows OpenCV types.
namespace nianbao {

/// Margins around the em box, in ems, and the height in pixels of the resulting image (0: keep the page's scale).
struct LineCut {
    double above_below = 0.15;
    double sides = 0.1;
    int height = 0;
    double darkening = 1;  ///< exponent of the stretched levels: above 1, strokes that blur made pale come out
};

/// Blur leaves a fine stroke half as dark as a stem: the arm of a 4 in Songti at 150 dpi. With this it is nearly black.
inline constexpr double fine_strokes = 2.2;

/// The line's band: its ink box widened to a whole em box (一 and - have next to no height of their own), plus margins.
/// Pixels of the page; may reach over the page's edge.
Rect line_band(const LayoutLine& line, const LineCut& cut);

/// Grey image (CV_8UC1) of the line, its ink stretched to black and its paper clipped to white, so that a reader which
/// takes its contrast from a part of the line is not misled by background noise. White beyond the page's edge and
/// outside the em band's ink. Empty when the band has no area.
cv::Mat cut_line(const cv::Mat& page, const LayoutLine& line, const LineCut& cut);

/// Darkest and lightest levels of a grey image that mean ink and paper. `contrast` is their difference, 0..255.
struct Levels {
    double ink = 0, paper = 255;
    double contrast() const { return paper - ink; }
};
Levels levels_of(const cv::Mat& grey);

/// Paper to 255, ink to 0, linear between, clipped. A flat image becomes white.
cv::Mat stretched(const cv::Mat& grey, const Levels& levels);

}  // namespace nianbao
