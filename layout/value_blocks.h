// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/value_rows.h"

// Articles of table 2 that no rule bounds, told by their headings. All boxes in pixels.
namespace nianbao::layout {

/// Rows of values under the same headings.
struct ValueBlock {
    std::vector<ValueRow> rows;
    std::vector<Rect> columns;       ///< extents of the values
    std::vector<Word> headings;      ///< over labels and values
    std::vector<Word> title;         ///< over all of them: one line in the middle
    std::vector<double> boundaries;  ///< x; one more than there are columns, labels included
    double em() const { return rows.front().digit() / 0.7; }
    double label_end() const { return boundaries[1]; }
};

/// Of a block's print, not dust.
bool is_print(const Word& word, double em);

/// Those with one heading over the labels and one over each column, top to bottom; above the headings may be a title.
std::vector<ValueBlock> value_blocks(const std::vector<ValueRow>& rows, const std::vector<Word>& words);

}  // namespace nianbao::layout
