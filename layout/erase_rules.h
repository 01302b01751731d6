// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_layout.h"
#include "layout/rules.h"

namespace nianbao::layout {

/// Takes rules out of a page: `grey` becomes white and `ink` empty along them. Strokes that cross a rule are kept, so
/// that a digit standing on the line is still whole; residue beside a rule reads as ] } ) |.
void erase_rules(const std::vector<Rule>& rules, double dpi, cv::Mat& grey, cv::Mat& ink);

/// Takes out what lies between the cells of a worn table: crumbs of rules that were too few to be found.
void erase_between_cells(const LayoutTable& table, double dpi, cv::Mat& grey, cv::Mat& ink);

}  // namespace nianbao::layout
