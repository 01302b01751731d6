// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "layout/grid_edges.h"
#include "layout/grid_text.h"

namespace nianbao::layout {

bool has_ink(const cv::Mat& ink, Direction direction, int along, int across);

/// Finds edges that one stroke alone makes: a 1 or a dash in the middle of its cell, where a boundary of other rows
/// (columns) would go on. What is left of a worn rule lies at more than one place, touches the rules at its ends, or
/// goes on in the next row. Sets TextSays::across there.
void mark_lone_strokes(TextEvidence& text, const Edges& edges, const Grid& grid, const cv::Mat& ink, double dpi);

/// Takes out boundaries between columns that are nothing but strokes of one character in the same place of several
/// rows, as 十 is in the titles of table 2's articles: in each of at least two rows in which it is drawn, another
/// stroke crosses it at the same height of the row.
void leave_out_crossed_strokes(Edges& edges, const Grid& grid, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
