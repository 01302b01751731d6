// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "ocr/calibration.h"
#include "ocr/glyph_net.h"
#include "pipeline/learning/known_cells.h"

namespace nianbao::learning {

/// The glyph reader's curves with what its scores came to on a store's cells (those that are not held apart), beside
/// what they were measured as on drawn lines: as many more observations.
Calibration recalibrated(const Calibration& before, const GlyphNet& net, const std::vector<KnownCell>& cells);

}  // namespace nianbao::learning
