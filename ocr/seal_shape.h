// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>

// Private to ocr/: which red is a seal and which is red text.
namespace nianbao {

/// Masks of one size, 255 = there.
struct PageInk {
    cv::Mat red, cyan, black;
};

/// The areas of seals: rings by voting, other shapes by not being lines of text, and whatever lies across black print
/// or the edge of the sheet.
/// @return mask of the same size, 255 = area of a seal with its inside; empty when there is none
cv::Mat find_seal_areas(const PageInk& page, double px_per_mm);

}  // namespace nianbao
