// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "document/table.h"

// A table as a sequence of rows of fields, the same for ruled tables and for tab-separated text.
namespace nianbao::parser {

struct Field {
    const TableCell* cell = nullptr;
    int begin = 0, end = 0;  ///< columns, half open
    bool starts = true;      ///< false where a cell of an earlier row reaches down into this row
    bool label = false;      ///< words, not a number
    bool blank = false;
};

struct Row {
    const Table* table = nullptr;
    int table_index = 0;  ///< among the tables of the document
    int index = 0;        ///< row of that table
    int page = 0;
    std::vector<Field> fields;  ///< by column

    /// Index of the last label that starts in this row, or -1.
    int last_label() const;
    /// The texts of its cells, separated by " | ": for messages.
    std::string text() const;
    bool has_values() const;  ///< any cell that is neither blank nor label, right of the labels
};

std::vector<Row> rows_of(const Table& table, int table_index);

}  // namespace nianbao::parser
