// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "document/page_image.h"

// Pages drawn for the tests of layout/: A4 at 300 dpi.
namespace nianbao::test {

class DrawnPage {
  public:
    explicit DrawnPage(double dpi = 300);
    void line(cv::Point a, cv::Point b, int thickness = 3);
    /// Every boundary of a grid with the given edges.
    void grid(const std::vector<int>& columns, const std::vector<int>& rows, int thickness = 3);
    /// Paints the rule between two cells over.
    void wipe(cv::Rect box);
    void text(const std::string& digits, cv::Point baseline, double scale = 1.2);
    /// A block the size of a character, with strokes in it.
    void hanzi(cv::Point top_left, int em = 50);
    void hanzi_line(cv::Point top_left, int count, int em = 50);
    CleanPage clean(int page = 1) const;
    cv::Mat image;

  private:
    double dpi_;
};

}  // namespace nianbao::test
