// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"
#include "layout/marks.h"

// What is left of a table when its rules are gone: numbers that stand one under another. All boxes in pixels.
namespace nianbao::layout {

/// Marks that stand together as characters of one word do, on one line.
struct Word {
    Rect box;
    double tallest = 0;   ///< of its marks: a hanzi in one piece is about 0.9 em
    bool number = false;  ///< its marks are as tall and as narrow as digits are
    bool dash = false;    ///< one low, short stroke: what some print for "none"
    bool thin = false;    ///< no wider than the stroke of a 1; what is left of a rule is as thin
};

/// @param marks  dust and crumbs of rules among them are passed over
std::vector<Word> words_of(const std::vector<Mark>& marks, double dpi);

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
