// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"
#include "layout/words.h"

// Rows of a label and one number or a few, as table 2 prints them. All boxes in pixels.
namespace nianbao::layout {

/// A label and, far from it and from each other, numbers or dashes on one line; nothing else.
struct ValueRow {
    Rect label;                  ///< what stands on the numbers' line, before them
    std::vector<Rect> values;    ///< left to right, four at most
    double top = 0, bottom = 0;  ///< of the numbers; the median
    double digit() const { return bottom - top; }
    double middle() const { return (top + bottom) / 2; }
};

/// Top to bottom. Numbers in running text, and rows of many numbers, are none.
std::vector<ValueRow> value_rows(const std::vector<Word>& words);

}  // namespace nianbao::layout
