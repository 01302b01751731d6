// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "document/page_layout.h"

// Is a cell without lines of text empty, or is something there that was too faint to be taken for ink?
namespace nianbao::layout {

/// Sets `faint_ink` of the cells that have no lines: the darkest spot, smoothed over a stroke's width, against the
/// strokes of the table's other cells. 1 where the table has no text to compare with.
/// @param grey  the clean page without lone specks, but before rules were erased, so that nothing that was taken for a
///              rule escapes; CV_8U
void measure_faint_ink(LayoutTable& table, const cv::Mat& grey, double em);

}  // namespace nianbao::layout
