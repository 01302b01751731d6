// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "document/geometry.h"
#include "layout/marks.h"

namespace nianbao::layout {

/// Words thinner than this, of their height, may be a 1 or what is left of a rule.
inline constexpr double thinnest_word = 0.25;

/// Marks that stand together as characters of one word do, on one line.
struct Word {
    Rect box;
    Rect upright;         ///< of its marks on the line of the tallest full ones: without what is left of rules
    double tallest = 0;   ///< of its marks: a hanzi in one piece is about 0.9 em
    double widest = 0;    ///< of its marks
    bool number = false;  ///< its marks are as tall and as narrow as digits are
    bool dash = false;    ///< one low, short stroke: what some print for "none"
    bool thin = false;    ///< no wider than the stroke of a 1; what is left of a rule is as thin
};

/// @param marks  dust and crumbs of rules among them are passed over
std::vector<Word> words_of(const std::vector<Mark>& marks, double dpi);

/// The word, with or without what is left of rules beside it, if it stands between `top` and `bottom` to within `slack`
/// pixels: as high as the print of a line, and where that is.
std::optional<Rect> on_line(const Word& word, double top, double bottom, double slack);

}  // namespace nianbao::layout
