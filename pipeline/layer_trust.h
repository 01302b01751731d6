// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/page_image.h"
#include "document/page_layout.h"
#include "document/span.h"
#include "ocr/read_regions.h"

namespace nianbao {

/// Compares a page's text layer with its picture: a font's map to Unicode can be wrong without leaving a trace in the
/// text itself. A few numbers, chosen so that every digit that occurs is looked at, and a few lines of prose are read
/// from the picture. The layer is doubted when both readers of numbers agree with each other against it, or when the
/// prose has little in common with what is seen.
/// @param text of the layer, as placed in `layout`
/// @return empty when the layer can be believed, else why not
std::string compare_with_picture(const PageText& text, const PageLayout& layout, Readers& readers);

}  // namespace nianbao
