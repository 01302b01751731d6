// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

#include "ocr/skew_families.h"

// Private to ocr/: from the families of rules to the map that straightens a page.
namespace nianbao {

/// Maps points of the straight page to points of the source, both in pixels from the middle of the source of that size.
/// The scale in the middle is kept.
cv::Matx33d straight_to_source(const RuleFamilies& families, cv::Size source_size);

/// The same for a mere turn by `clockwise_degrees`.
cv::Matx33d turn_to_source(double clockwise_degrees);

}  // namespace nianbao
