// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/number_columns.h"

namespace nianbao::layout {

/// Where the rows and columns of a table without rules are, told by its words. Pixels.
struct UnruledFrame {
    std::vector<double> columns;  ///< boundaries of the columns of numbers: one more than there are
    std::vector<double> rows;     ///< boundaries of the rows of numbers: one more than there are
    std::vector<Word> headings;   ///< over the columns of numbers
    std::vector<Word> labels;     ///< before them, beside the rows and the headings
    double top = 0;               ///< of the headings; rows.front() where there are none
    double left = 0;              ///< of the labels; columns.front() where there are none
};

UnruledFrame frame_of(const NumberColumns& numbers, const std::vector<Word>& words);

}  // namespace nianbao::layout
