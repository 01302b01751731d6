// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ocr/calibration.h"
#include "ocr/glyph_net.h"
#include "ocr/glyph_pieces.h"
#include "ocr/page_print.h"
#include "ocr/read_regions.h"

// The second reader of numbers: glyph by glyph, without a language model, so that it fails on other lines than
// Tesseract. Private to ocr/.
namespace nianbao {

/// A text that the line's pieces can be read as. `score`: product of the glyphs' probabilities.
struct Spelling {
    std::u32string text;
    double score = 0;
    bool rejected = false;  ///< some ink fits no glyph
};

/// What a line holds: a part of a number has groups of three that end on another line.
enum class Holds { number, part_of_number };

/// The best ways to put the pieces together, best first, all texts different. Exact but for what a beam of eight
/// spellings at each piece forgets.
/// @param print  the page's own digits, or null
std::vector<Spelling> spell(const GlyphLine& line, const GlyphNet& net, Holds holds = Holds::number,
                            const PagePrint* print = nullptr);

/// The score that is calibrated: the best spelling's, times its share among all.
double line_score(const std::vector<Spelling>& spellings);

std::unique_ptr<LineReader> glyph_reader(GlyphNet net, const Calibration& calibration);

}  // namespace nianbao
