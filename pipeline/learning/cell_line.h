// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "document/geometry.h"
#include "document/page_layout.h"
#include "document/raster.h"

namespace nianbao::learning {

/// The one line of digits in a cell, cut out of a page's picture.
struct CellLine {
    Raster grey;      ///< 1 channel, paper white, the cell's rules gone
    LayoutLine line;  ///< pixels of `grey`
};

/// @param page  grey, 1 channel
/// @param box   of the cell, pixels of the page
/// @return none where nothing, or more than one line, stands there
std::optional<CellLine> cell_line(const Raster& page, const Rect& box);

}  // namespace nianbao::learning
