// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/geometry.h"
#include "document/raster.h"

// A page as an image, stage by stage. Each stage's result is a type of its own, so that stages cannot be swapped.
// "Page points" are 1/72 inch from the top left of the page as a person reads it, upright.
namespace nianbao {

/// One glyph of a PDF's text layer.
struct LayerGlyph {
    std::string text;          ///< UTF-8, normally one character
    Rect box;                  ///< page points of the page as displayed (after /Rotate)
    double font_size = 0;      ///< points
    bool vertical = false;     ///< vertical writing mode
    int rotation_degrees = 0;  ///< clockwise turn of the glyph as displayed: 0, 90, 180, 270 (upright vertical text: 0)
};

struct TextLayer {
    std::vector<LayerGlyph> glyphs;        ///< in the order of the content stream
    bool covered_by_image = false;         ///< one image covers the page: the layer is somebody's OCR
    std::string distrust;                  ///< empty, or why the layer must not be used (for a warning)
    std::vector<Rect> ink_without_glyphs;  ///< page points: ink as large as text that the layer says nothing about
};

/// render: pixels of one page of the source as it is displayed, untouched.
struct RenderedPage {
    int page = 1;   ///< counts from 1
    Raster pixels;  ///< 1 or 3 channels
    /// Of `pixels`, physically; estimated where the source has no or an absurd resolution, so that pixels and points
    /// are to be related by width_points / pixels.width and not by 72 / dpi.
    double dpi = 300;
    double native_dpi = 0;  ///< of the image that covers the page; 0 where none does
    double width_points = 0, height_points = 0;
    std::optional<TextLayer> text_layer;
    Raster
        graphics;  ///< the same page without the text of its layer, pixel by pixel; empty where that is not to be had
};

/// straighten: turned upright, deskewed, perspective removed.
struct StraightPage {
    int page = 1;
    Raster pixels;  ///< 1 or 3 channels
    double dpi = 300;
    Homography to_page;                          ///< pixels of this image -> page points
    double width_points = 0, height_points = 0;  ///< of the upright page
    int turned_degrees = 0;                      ///< clockwise turn that made the source upright: 0, 90, 180, 270
    double skew_degrees = 0;                     ///< clockwise skew that was removed; 0 when the estimate was unsure
    double turn_confidence = 1;                  ///< 0..1
    Raster graphics;                             ///< as rendered; empty where the geometry was changed
};

/// clean: even background, seals taken out, ready for layout and reading. Same size and geometry as the straight image.
struct CleanPage {
    int page = 1;
    Raster grey;  ///< 1 channel, paper at 255, ink dark, rules still there
    Raster ink;   ///< 1 channel mask, 255 = ink (locally thresholded), rules included
    Raster seal;  ///< 1 channel mask, 255 = under a seal; empty when the page has none
    /// The page without the text of its layer, as `grey` and `ink`; empty where that is not to be had. Where it is,
    /// rules are looked for here, and what is ink there is no text.
    Raster graphics, graphics_ink;
    double dpi = 300;
    Homography to_page;  ///< pixels -> page points
    double width_points = 0, height_points = 0;
    int turned_degrees = 0;
    double skew_degrees = 0;
};

}  // namespace nianbao
