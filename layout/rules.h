// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/geometry.h"
#include "document/page_layout.h"

// Ruling lines of a page, found on its ink mask. The page is expected to be straight to within about one degree.
namespace nianbao::layout {

/// One unbroken piece of a ruling line. "Along" is x for a horizontal rule and y for a vertical one; "across" the
/// other.
struct Rule {
    Direction direction = Direction::horizontal;
    double along0 = 0, along1 = 0;  ///< pixels
    bool worn = false;              ///< put together from crumbs (worn_rules.h): real only as part of a grid
    double crowding = 0;            ///< share of its length with ink right beside it: strokes of characters have much
    double solidity = 1;            ///< share of its length that is ink; the rest was bridged
    double thickness = 1;           ///< pixels, median over its length
    std::vector<Point> path;        ///< (along, across) samples of its centre line, ascending in `along`; at least one

    double length() const { return along1 - along0; }
    /// Centre line at `along`, interpolated; beyond the ends the nearest sample.
    double across(double along) const;
    Rect box() const;  ///< in page pixels, direction taken into account
};

struct Rules {
    std::vector<Rule> horizontal, vertical;
    double dpi = 300;
};

/// @param ink 8-bit mask, 255 = ink.
/// Short pieces are kept only where the paper beside them is clean, so that strokes of characters rarely pass; whoever
/// builds a grid from them still has to ask whether a piece meets other rules.
Rules find_rules(const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
