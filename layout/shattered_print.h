// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_layout.h"
#include "layout/marks.h"

namespace nianbao::layout {

/// Thin print on a 1-bit copy is left in dots as small as dust. Dust lies everywhere alike, dots lie in cells: tells
/// them apart by how many lie where.
class ShatteredPrint {
  public:
    /// @param specks  found by lone_specks (specks.h)
    /// @param tables  cells without lines yet
    ShatteredPrint(std::vector<cv::Rect> specks, const std::vector<LayoutTable>& tables, const cv::Size& page,
                   double dpi);

    /// Whether more specks lie in the cell than the page's ground makes likely.
    bool in(const LayoutCell& cell) const;

    /// The specks that are dust.
    std::vector<cv::Rect> dust(const std::vector<LayoutTable>& tables) const;

    /// Cells without lines in which print may be are no sure blanks; where of several cells nothing but dots is left,
    /// the whole table's print is so thin that none of its blanks is.
    /// @param marks  of each cell, without dust
    void doubt_blanks(LayoutTable& table, const std::vector<std::vector<Mark>>& marks) const;

  private:
    Rect interior(const LayoutCell& cell) const;

    std::vector<cv::Rect> specks_;
    double dpi_;
    double density_;  ///< specks a square pixel of the page's ground
};

}  // namespace nianbao::layout
