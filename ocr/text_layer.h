// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "document/page_image.h"

// When a PDF's text layer may be believed. What it says is compared with what the page shows: a layer that is hidden,
// partial or somebody's OCR is not the page's text.
namespace nianbao {

/// What is known of a page besides its glyphs and its picture.
struct LayerEvidence {
    bool contents_known = true;  ///< false: the content stream could not be examined; nothing is trusted then
    std::vector<Rect> images;    ///< page points
    double image_share = 0;      ///< 0..1 of the page that images cover together
    double invisible_share = 0;  ///< 0..1 of the shown text that is in an invisible rendering mode
};

/// Makes a layer of raw glyphs: characters normalised, blanks and overprinted copies left out, glyphs without ink taken
/// out, and `covered_by_image`, `distrust`, `ink_without_glyphs` set by what the evidence and the picture say.
/// @param pixels the rendered page; only its proportion to the page's points matters
TextLayer judge_text_layer(std::vector<LayerGlyph> glyphs, const LayerEvidence& evidence, const Raster& pixels,
                           double width_points, double height_points);

}  // namespace nianbao
