// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

namespace nianbao::layout {

/// Dashes for numbers that are not there. In high rows they are as small as dust and as far from other ink; but they
/// are alike, and several stand in one row or one column of a table, where dust comes in all shapes, and anywhere.
class Dashes {
  public:
    /// @param boxes  of pieces of ink, of one page or table, in pixels
    Dashes(const std::vector<cv::Rect>& boxes, double dpi);

    /// Whether `box`, one of the boxes, is a dash with at least two others beside or below it.
    bool contains(const cv::Rect& box) const;

  private:
    double dpi_;
    std::vector<cv::Rect> strokes_;
};

}  // namespace nianbao::layout
