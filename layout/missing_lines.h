// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "layout/grid.h"

namespace nianbao::layout {

/// Boundaries of which nothing was long enough to be found as a rule: in most rows of the table some crumbs stand at
/// one place across, with clear paper around them, or text keeps clear of it on both sides. What no row shows alone,
/// all of them together do. Adds them to the grid's columns and rows, with pieces where crumbs are.
void add_missing_lines(Grid& grid, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
