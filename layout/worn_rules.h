// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/rules.h"

// Ruling lines of which only crumbs are left: thin rules in a 1-bit copy or a faint scan.
namespace nianbao::layout {

struct WornRules {
    double clear = 0;    ///< inches of clean paper that a crumb needs on each side
    double stretch = 0;  ///< inches over which crumbs are counted; shorter rules are not found
    double open = 0;     ///< 0..1: of the stretch's length that must be clear of text, for crumbs to be seen there
    double share = 0;    ///< 0..1: of that length that must hold crumbs
    double spread = 0;   ///< 0..1: of its pieces of 0.04 inches that must hold one: rules wear evenly, while
                         ///< strokes of a column of numbers keep the distance of its rows
    double goes_on = 1;  ///< 0..1: of `share` and `spread` that are enough beside a stretch that passes them
    double beside = 0;   ///< 0..1: of the rule's length that may have text close to it
};

/// Horizontal ones; transpose the mask for the vertical ones. A crumb is a thin run of ink with clean paper on both
/// sides; a rule is where crumbs cover a good part of a long straight stretch. Characters have few such runs, and those
/// do not line up.
/// @param ink      8-bit mask, 255 = ink
/// @param known    solid rules of the same direction: what goes on from one needs crumbs of its own
std::vector<Rule> find_worn_rules(const cv::Mat& ink, const std::vector<Rule>& known, double dpi, const WornRules& how,
                                  Direction direction);

/// One pixel in the middle of every thin run of ink, across horizontal lines, that has clean paper above and below.
/// @param thickest, clear  pixels
cv::Mat crumbs_of(const cv::Mat& ink, double thickest, double clear);

/// Takes out what keeps clear of the rules that cross it, as dashes and ones in the middle of their cells do: a rule is
/// worn there no more than elsewhere.
/// @param ink       as given to find_worn_rules
/// @param crossing  solid rules of the other direction
std::vector<Rule> without_rows_of_dashes(std::vector<Rule> worn, const std::vector<Rule>& crossing, const cv::Mat& ink,
                                         double dpi);

/// What of `worn` the `known` rules do not already draw.
std::vector<Rule> not_yet_drawn(std::vector<Rule> worn, const std::vector<Rule>& known, double dpi);

}  // namespace nianbao::layout
