// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"
#include "layout/words.h"

// What is left of a table when its rules are gone: numbers that stand beside each other. All boxes in pixels.
namespace nianbao::layout {

/// Numbers beside each other with nothing but paper, or dashes, between them, left to right.
struct NumberRow {
    std::vector<Rect> values;
    std::vector<Rect> dashes;
    double top = 0, bottom = 0;  ///< of its digits; the median
    double middle() const { return (top + bottom) / 2; }
    double digit() const { return bottom - top; }  ///< height
};

/// Rows of at least two, top to bottom.
std::vector<NumberRow> number_rows(const std::vector<Word>& words);

}  // namespace nianbao::layout
