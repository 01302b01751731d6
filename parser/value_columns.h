// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "parser/form.h"
#include "parser/rows.h"

// Where the value columns of one table stand.
namespace nianbao::parser {

struct ColumnRange {
    int begin = 0, end = 0;  ///< columns of the table, half open
    friend bool operator==(const ColumnRange&, const ColumnRange&) = default;
};

struct ValueColumns {
    /// One range for each column of the form; empty when they could not be told.
    std::vector<ColumnRange> ranges;
    /// Every row may be read by position, blanks included. Of text tables only when all rows have the same number of
    /// fields and no label stands in a value column.
    bool by_position = false;
    /// The header names other columns at these places than their order says.
    bool contradicted = false;
    /// There are fewer columns than the form has: whatever stands in a row may belong elsewhere.
    bool one_lost = false;
};

/// @param header  rows above the values, or rows repeated after a page break; may be empty
/// @param values  rows of the form with their values
ValueColumns find_value_columns(const std::vector<const Row*>& header, const std::vector<const Row*>& values,
                                const std::vector<FormColumn>& columns);

}  // namespace nianbao::parser
