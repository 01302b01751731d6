// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_layout.h"

// A line's ink in pieces that glyphs are put together from. Private to ocr/.
namespace nianbao {

/// Every line is brought to this height of an em, in pixels, so that all lengths below mean the same on all pages.
constexpr double glyph_em = 40;

/// A connected piece of ink, or a part of one that was cut because it may hold touching glyphs.
struct Piece {
    cv::Rect box;
    int area = 0;  ///< pixels of ink
};

/// One line, scaled so that an em has glyph_em pixels.
struct GlyphLine {
    cv::Mat grey;                       ///< CV_8UC1, black on white
    cv::Mat labels;                     ///< CV_32SC1: 0 paper, k+1 for pieces[k], -1 ink too small to matter
    std::vector<Piece> pieces;          ///< from left to right by their centres
    double source_em = 0;               ///< pixels of the page for an em
    double origin_x = 0, origin_y = 0;  ///< where the image's top left corner is on the page, pixels of the page
    double top = 0, bottom = 0;         ///< of the tallest piece that can be a digit: where the digits stand
};

/// How a line is looked at.
struct Look {
    double darkening = 1;  ///< see LineCut
    int thickening = 0;    ///< strokes are made wider by so many pixels on each side, of an em of glyph_em
};

/// Empty (no pieces) when the line has no ink.
GlyphLine pieces_of(const cv::Mat& page, const LayoutLine& line, const Look& look = {});

/// Whether the line's print is worn to crumbs: there are more pieces than whole digits would have.
bool is_shattered(const GlyphLine& line);

/// A glyph to be judged: the pieces first..last, last not included.
struct Group {
    std::size_t first = 0, last = 0;
    cv::Rect box;
};

/// Neighbouring pieces that together are no wider than a full-width character. Ordered by first, then last.
std::vector<Group> groups_of(const GlyphLine& line);

}  // namespace nianbao
