// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/debug_sink.h"
#include "document/page_image.h"
#include "document/page_layout.h"
#include "layout/lent_columns.h"

namespace nianbao::layout {

/// Stage "find regions": tables with their cells and the lines in them, blocks of running text, reading order, and the
/// image to read from. Lines come from the ink, or, where `trusted_layer` is given, from its glyphs.
/// @param debug may be null; gets "rules" and "grid"
/// @param lent  what other pages tell of this one's tables
PageLayout find_regions(const CleanPage& page, const TextLayer* trusted_layer = nullptr, DebugSink* debug = nullptr,
                        const std::vector<LentColumns>& lent = {});

}  // namespace nianbao::layout
