// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "layout/grid_edges.h"
#include "layout/grid_text.h"

namespace nianbao::layout {

/// In a worn table, what one edge does not show, the whole line may: raises the scores of edges that are nearly or
/// wholly gone.
/// @param spread  shares of the parts of each edge that hold crumbs
void complete_lines(Edges& edges, const Edges& spread, const TextEvidence& text);

/// The edges of boundaries that only text shows (ShownBy::text), or nearly all the text beside them: where it
/// stands apart on both sides, and where one side is blank but the edges next to it are such.
void draw_lines_of_text(Edges& edges, const Grid& grid, const TextEvidence& text);

}  // namespace nianbao::layout
