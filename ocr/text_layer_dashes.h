// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"

namespace nianbao {

/// A piece of ink on the page, in page points.
struct InkPiece {
    Rect box;
    double filled = 0;  ///< share of its box that is ink
    enum class Size { as_a_character, smaller } size = Size::as_a_character;
};

/// The pieces as large as characters that are not of an upright dashed rule: many filled strokes of one size, close one
/// under another, and what stands on their line (corners). The dashes of a level rule are lower than any character.
std::vector<Rect> without_dashed_rules(const std::vector<InkPiece>& pieces);

}  // namespace nianbao
