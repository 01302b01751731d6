// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/placement.h"
#include "parser/value_columns.h"

namespace nianbao::parser {

struct PlacedValue {
    const TableCell* cell = nullptr;
    Doubt doubt = Doubt::none;
};

struct PlacedRow {
    std::vector<PlacedValue> values;  ///< one for each column of the form
    Doubt doubt = Doubt::none;        ///< of the whole row
    std::string message;
};

/// Puts the fields behind a row's label into the `count` columns of the form: by position where the table's columns can
/// be believed, else by their number. Where the number is wrong nothing slides: each cell gets its best guess and the
/// row its doubt.
PlacedRow place_row(const Row& row, const ValueColumns& columns, std::size_t count);

}  // namespace nianbao::parser
