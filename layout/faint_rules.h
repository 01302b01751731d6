// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Ruling lines that are not ink all along: too pale, thin ones that fell between two pixels of the scanner, dashed
// ones.
namespace nianbao::layout {

/// Adds to the ink whatever is darker than the paper on both sides of it all along a straight stretch: a black-hat
/// across the line (Serra, Image Analysis and Mathematical Morphology, 1982), then an opening along it. Strokes of
/// running text are shorter, and no pixel of such a line need be dark. Lines of which noise hides most are found by
/// the mean along them, of what is no ink: between dark strokes in a row that is plain paper.
/// @param ink   8-bit mask, 255 = ink
/// @param grey  the same page, 8-bit, paper near white
cv::Mat with_faint_rules(const cv::Mat& ink, const cv::Mat& grey, double dpi);

/// Fills the gaps of dashed and dotted lines. For drawings only: strokes of characters would become lines, too.
/// @param drawing  8-bit mask, 255 = ink
cv::Mat with_dashes_joined(const cv::Mat& drawing, double dpi);

}  // namespace nianbao::layout
