// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "parser/placement.h"

// Which row of the form each printed row of table 3 is.
namespace nianbao::parser {

/// What tells which row is which.
enum class RowsToldBy {
    labels,
    order,  ///< they are as many as a form has, and most labels agree
    sums,   ///< they are as many as a form has, and add up as its rows do: no label is needed
};

struct MatchedRows {
    std::vector<int> expected_of;    ///< for each printed row: index of the form's row, or -1
    std::vector<double> similarity;  ///< of its label with that row's, 0..1
    RowsToldBy told_by = RowsToldBy::labels;
};

/// Whether row `i`, told by order, stands among several whose labels cannot be read, and no row of the same page whose
/// label can stands before them, or none behind them: a row of the header may have been taken for the first of them,
/// and one lost at the page's end.
bool stands_in_open_run(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match);

/// By the labels in the form's order; where some cannot be read, by their number and order, if no label speaks against.
/// @param rows  without headers
MatchedRows match_rows(const std::vector<Row>& rows, const FormTable& form, const SourceTrust& trust);

}  // namespace nianbao::parser
