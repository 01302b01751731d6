// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>

#include "ocr/glyph_pieces.h"

// What a glyph looks like, as numbers for the classifier. Private to ocr/.
namespace nianbao {

constexpr int gradient_cells = 6, gradient_directions = 8, coarse_cells = 8, shape_features = 14;
constexpr std::size_t feature_count =
    gradient_cells * gradient_cells * gradient_directions + coarse_cells * coarse_cells + shape_features;
using Features = std::array<float, feature_count>;

/// Histogram of gradient directions over a grid of cells (Dalal and Triggs, CVPR 2005, with soft assignment), the
/// coarse picture itself, and the glyph's size and place in its line, which alone tell . from - from 1.
Features features_of(const GlyphLine& line, const Group& group);

}  // namespace nianbao
