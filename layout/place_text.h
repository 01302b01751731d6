// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/page_image.h"
#include "document/page_layout.h"
#include "document/span.h"

namespace nianbao::layout {

/// Stage "read the regions" for a page whose text layer is trusted: every glyph goes to the cell or the line that holds
/// its middle. No glyph is dropped: what stands in none goes to the nearest line.
PageText place_text(const PageLayout& layout, const CleanPage& page, const TextLayer& layer);

}  // namespace nianbao::layout
