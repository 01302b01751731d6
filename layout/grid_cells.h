// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "layout/grid.h"

namespace nianbao::layout {

/// Tests every edge of the grid for ink and unites the cells that no rule parts: fills rows, columns, cells, box and
/// confidence of `grid.table`. Cells are rectangles that tile the grid exactly.
/// After img2table's and Camelot's treatment of spans, with the test made on rules rather than on raw ink, so that a
/// character standing where a rule would be does not split a spanning cell.
void fill_cells(Grid& grid, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
