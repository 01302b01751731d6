// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parser/rows.h"

// Where labels end and values begin in a table whose labels are hardly to be read.
namespace nianbao::parser {

/// The count that a field of a picture shows; a blank or a dash is none. Nothing where it cannot be read.
std::optional<std::int64_t> count_in(const Field& field);

/// The table's column at which the values begin, told by the numbers alone: in several rows the last of `count` fields
/// is the total of the others, and in hardly any it is not. Nothing where the sums do not single a column out.
/// @param rows   of one ruled table
/// @param count  value columns of the form, the last of them their total
std::optional<int> values_begin(const std::vector<Row>& rows, std::size_t count);

/// What stands left of `begin` is a label, whatever it was read as.
void label_left_of(Row& row, int begin);

}  // namespace nianbao::parser
