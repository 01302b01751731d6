// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "ocr/skew_families.h"
#include "ocr/straighten_view.h"

// Private to ocr/: from rules or the paper's edges to the map that straightens a page.
namespace nianbao {

/// The sheet's corners in view pixels: top left, top right, bottom right, bottom left.
using PaperCorners = std::array<cv::Point2d, 4>;

/// The sheet on a clearly darker table; nothing when the picture shows paper only, or an outline that is no quadrangle.
std::optional<PaperCorners> find_paper(const MeasuringView& view);

/// The sheet's four sides.
std::vector<RuleSegment> sides_of(const PaperCorners& paper);

/// Maps points of the straight page to points of the source, both in pixels from the middle of the source of that size.
/// The scale in the middle is kept.
cv::Matx33d straight_to_source(const RuleFamilies& families, cv::Size source_size);

/// The same for a mere turn by `clockwise_degrees`.
cv::Matx33d turn_to_source(double clockwise_degrees);

}  // namespace nianbao
