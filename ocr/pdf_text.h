// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/page_image.h"

namespace poppler {
class page;
}

namespace nianbao {

/// The glyphs that Poppler finds on a page, as they are: not normalised, not judged. Boxes are the em boxes that the
/// fonts declare (ascent to descent), in page points as displayed.
std::vector<LayerGlyph> pdf_glyphs(const poppler::page& page);

}  // namespace nianbao
