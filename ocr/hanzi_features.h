// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <opencv2/core.hpp>

// What a Chinese character looks like, as numbers. Private to ocr/.
namespace nianbao {

constexpr int hanzi_cells = 8, hanzi_directions = 8;
constexpr int hanzi_feature_count = hanzi_cells * hanzi_cells * hanzi_directions;
using HanziFeatures = std::array<float, hanzi_feature_count>;

/// Directions of the strokes' edges over a grid of cells, of the character brought to one place and size by its moments
/// (C.-L. Liu, "Normalization-cooperated gradient feature extraction", IEEE PAMI 29, 2007); of length 1. All zero where
/// the picture has no ink.
/// @param grey  CV_8UC1, black on white, one character and nothing of its neighbours
HanziFeatures hanzi_features(const cv::Mat& grey);

}  // namespace nianbao
