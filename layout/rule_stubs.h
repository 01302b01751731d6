// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/rules.h"

namespace nianbao::layout {

/// Share of a horizontal rule, 0..1, with ink just above or below it, but for that of the rules that cross it; 1 where
/// these leave nothing to look at.
/// @param ink  8-bit mask, 255 = ink, of a page of `dpi` dots an inch
double crowding_of(const cv::Mat& ink, const Rule& rule, const std::vector<Rule>& crossing, double dpi);

/// Shortens horizontal rules at the rule that crosses them near an end, where what goes on beyond is a character's
/// stroke that happens to stand on it: in the low rows of a header strokes come that near. Their crowding is measured
/// anew.
/// @param crossing  vertical rules
/// @param ink       8-bit mask, 255 = ink; transpose all of it for vertical rules
void cut_stubs(std::vector<Rule>& rules, const std::vector<Rule>& crossing, const cv::Mat& ink, double dpi);

}  // namespace nianbao::layout
