// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "document/page_image.h"
#include "ocr/read_regions.h"

namespace nianbao {

/// Reads a few words of a page's text layer from its picture and compares: a font's map to Unicode can be wrong without
/// leaving a trace in the text itself.
/// @param layer of the page as displayed, which is also how `page` shows it
/// @return empty when the layer can be believed, else why not
std::string compare_with_picture(const TextLayer& layer, const CleanPage& page, Readers& readers);

}  // namespace nianbao
