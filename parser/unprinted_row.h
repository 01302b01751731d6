// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "parser/match_rows.h"

namespace nianbao::parser {

/// Whether a picture shows that the report does not print a row of the form: the rows before and behind it are known by
/// legible labels and stand directly below each other on one page, with nothing but a rule between; and neither label
/// is long enough to hold the row's own.
/// @param expected  index of the form's row, matched by none of `rows`
bool is_unprinted(int expected, const std::vector<Row>& rows, const MatchedRows& match, const FormTable& form);

/// Whether the rule between printed row `i` and a neighbour that nothing else in `match` is seems lost: its label reads
/// like both. Its values may be either's.
bool holds_two_rows(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match, const FormTable& form);

/// Whether the cell of the row's label reaches over `other`, a row of values that has none of its own: the labels of
/// both may stand in it, and which row is whose cannot be known.
bool share_label(const Row& row, const Row& other);

/// Whether the table has no rules, and right above or below row `i` numbers stand that are no row's: of numbers broken
/// over two lines, one line may have been taken for the whole row.
bool may_be_part_of_row(std::size_t i, const std::vector<Row>& rows, const MatchedRows& match);

}  // namespace nianbao::parser
