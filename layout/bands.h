// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "layout/marks.h"

// Marks of one cell, parted into rows (or columns) where no mark stands.
namespace nianbao::layout {

struct Band {
    double from = 0, to = 0;  ///< pixels, across the band's direction
    std::vector<Mark> marks;
};

/// Top to bottom. Marks smaller than `least` both ways are passed over.
std::vector<Band> row_bands(std::vector<Mark> marks, double least);
/// Left to right.
std::vector<Band> column_bands(std::vector<Mark> marks);

/// Joins the strokes of 二, the dots of ：and the like: neighbouring bands that together are no taller than one line.
std::vector<Band> merge_thin(const std::vector<Band>& bands, double em);

/// Parts a band that is taller than one line (touching lines) where its rows hold least ink.
std::vector<Band> split_tall(const std::vector<Band>& bands, double em, const cv::Mat& ink);

}  // namespace nianbao::layout
