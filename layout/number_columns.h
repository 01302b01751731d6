// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"
#include "layout/number_rows.h"

// What is left of a table when its rules are gone: numbers that stand one under another. All boxes in pixels.
namespace nianbao::layout {

/// Rows of numbers of which each stands in the column of another, and the columns.
struct NumberColumns {
    std::vector<NumberRow> rows;
    std::vector<Rect> columns;  ///< left to right, the extent of their numbers
    double digit = 0;           ///< usual height of a digit
    double em() const { return digit / 0.7; }
};

/// Enough rows and columns to be a table: a few chance numbers under each other in running text are none.
std::vector<NumberColumns> number_columns(const std::vector<NumberRow>& rows, const std::vector<Word>& words);

}  // namespace nianbao::layout
