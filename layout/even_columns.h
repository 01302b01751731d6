// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "layout/grid.h"

namespace nianbao::layout {

/// Boundaries between columns of numbers of which a worn copy left nothing, told by the others' distance: where many
/// columns beside each other are equally wide, and one is twice or three times so, it is two or three. Adds them to the
/// grid's columns (ShownBy::spacing), without rules; edges are drawn where numbers stand on either side in some row at
/// least (lent_edges.h). For worn grids: where rules are whole, a wide column is one.
/// @return whether there were any
bool add_even_columns(Grid& grid, double dpi);

}  // namespace nianbao::layout
