// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/rule_clusters.h"

namespace nianbao::layout {

/// Parts rules that strokes of a heading between two tables tie together: where the table would have a row between two
/// long rules at whose ends nothing, not even a crumb, is left of the sides that the rows above and below it have.
/// A side between two columns that goes through the row says that it is one.
/// @param ink  8-bit mask, 255 = ink, of a page of `dpi` dots an inch
std::vector<Cluster> parted_at_gaps(const Cluster& cluster, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
