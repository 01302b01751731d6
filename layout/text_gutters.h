// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "layout/grid.h"

namespace nianbao::layout {

/// Boundaries of which nothing at all is left: wide clear paper runs between the texts of most rows (for a column's
/// boundary) or of most columns (for a row's), where the grid knows only one. Rows are parted where one line is no
/// taller than most of its column, as numbers are: a header's wrapped words are taller.
/// Adds them to the grid's columns and rows, marked ShownBy::text.
/// @param ink  8-bit mask, 255 = ink
/// @return whether there were any
bool add_lines_shown_by_text(Grid& grid, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
