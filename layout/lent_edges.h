// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/grid.h"
#include "layout/grid_edges.h"
#include "layout/grid_text.h"
#include "layout/lent_columns.h"

namespace nianbao::layout {

/// Marks what is lent to the table that stands where `grid` does, and adds the boundaries, and sides, of which there is
/// no rule.
/// @param lent  places in pixels
/// @param page_width  pixels
void add_lent_columns(Grid& grid, const std::vector<LentColumns>& lent, double dpi, double page_width);

/// The edges of lent boundaries: in every row that has cells of its own on either side, and wherever text stands apart;
/// never through characters. Rows of wide cells, as headings have, stay as they are. The same for boundaries that the
/// others' distance tells (even_columns.h), if text stands apart at them in some row.
void draw_lent_columns(Edges& edges, const Grid& grid, const TextEvidence& text);

}  // namespace nianbao::layout
