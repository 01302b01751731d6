// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/grid.h"
#include "layout/rule_clusters.h"

namespace nianbao::layout {

/// Gives tables the sides that none of their rules touches: the group label's column of a page that shows a table's
/// middle, or that is worn where the rules of the table end on it. Such a side is as long as the table is high.
void take_in_lone_sides(std::vector<Cluster>& clusters, double dpi);

/// Takes back a right side that is none: of a table whose rows all end at a whole rule before it, with nothing but
/// paper from there on. A sheet's edge on a desk, or its shadow, is as long as a table. On the left a blank column may
/// be that of the groups' labels.
/// @param ink  8-bit mask, 255 = ink
void drop_side_beyond_paper(std::vector<GridLine>& columns, const std::vector<GridLine>& rows, const cv::Mat& ink,
                            double dpi);

}  // namespace nianbao::layout
