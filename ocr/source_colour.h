// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/raster.h"

namespace nianbao {

/// One channel where a three-channel picture has no colour worth keeping, else unchanged.
Raster without_needless_colour(Raster pixels);

/// Scaled by area averaging (down) or cubic interpolation (up).
Raster resized(const Raster& pixels, int width, int height);

}  // namespace nianbao
