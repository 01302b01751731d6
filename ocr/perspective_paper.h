// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "ocr/skew_rules.h"
#include "ocr/straighten_view.h"

// Private to ocr/: the edges of a photographed sheet.
namespace nianbao {

/// A sheet on a clearly darker table, in view pixels.
struct Paper {
    std::vector<cv::Point2d> outline;  ///< convex; empty where parts of it are uncertain
    std::vector<RuleSegment> sides;    ///< those that lie inside the picture: one to four
};

/// Nothing when the picture shows paper only, or the bright area is no sheet: shadows on the paper have soft edges, and
/// nobody writes on the table.
/// @param text middles of the page's runs of characters, view pixels
std::optional<Paper> find_paper(const MeasuringView& view, const std::vector<cv::Point2d>& text);

}  // namespace nianbao
