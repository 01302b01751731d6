// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_layout.h"

namespace nianbao::layout {

/// Groups the running lines of a page (outside its tables, top to bottom) into paragraphs by indents, short last lines
/// and gaps; never across a table. Lines that stand alone in the upper or lower margin are set apart.
/// Fills `blocks` and `order` of `page`, whose tables are already there.
/// @param width, height of the page image in pixels
void group_blocks(std::vector<LayoutLine> lines, int width, int height, PageLayout& page);

}  // namespace nianbao::layout
