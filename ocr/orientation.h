// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/raster.h"
#include "ocr/orientation_lines.h"
#include "ocr/straighten.h"

// Private to ocr/: which way up a page is.
namespace nianbao {

struct Turn {
    int degrees = 0;        ///< clockwise turn that makes the page upright: 0, 90, 180, 270
    double confidence = 0;  ///< 0..1; `degrees` is 0 when it is low
};

/// The direction of the character runs decides between 0/180 and 90/270; reading a few of them decides the rest.
/// @param view of `pixels`; `found` of `view`
/// @param probe may be empty: then the answer is 0 degrees
Turn find_turn(const Raster& pixels, const MeasuringView& view, const CharacterRuns& found, const UprightProbe& probe);

}  // namespace nianbao
