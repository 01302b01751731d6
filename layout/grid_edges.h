// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/grid.h"

namespace nianbao::layout {

/// How surely the edges between the cells of a grid are drawn.
struct Edges {
    // below[r][c]: the edge under cell (r, c); right[r][c]: the edge right of it. Scores 0..1.
    std::vector<std::vector<double>> below, right;
};

constexpr double drawn = 0.5;  ///< an edge is drawn when this share of it is; real ones score above 0.9, absent ones 0
constexpr double drawn_if_worn = 0.25;

/// Asks the rules, the ink along the line, the text on either side and the rest of the line; sets `grid.worn`.
Edges find_edges(Grid& grid, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
