// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <utility>
#include <vector>

#include "document/page_layout.h"
#include "layout/number_columns.h"
#include "layout/words.h"

// A table of cells of one size, and what may stand in it.
namespace nianbao::test {

using layout::NumberColumns;
using layout::NumberRow;
using layout::Word;

inline constexpr double wide = 100, tall = 50, digit = 20;

inline LayoutCell cell(int row, int column, int row_span = 1, int column_span = 1) {
    LayoutCell out;
    out.row = row;
    out.column = column;
    out.row_span = row_span;
    out.column_span = column_span;
    out.box = {column * wide + 1, row * tall + 1, (column + column_span) * wide - 1, (row + row_span) * tall - 1};
    return out;
}

/// Full, but for the cells that cover several places.
inline LayoutTable table_of(int rows, int columns, std::vector<LayoutCell> merged) {
    LayoutTable table;
    table.worn = true;
    table.rows = rows;
    table.columns = columns;
    table.box = {0, 0, columns * wide, rows * tall};
    const auto covered = [&](int r, int c) {
        return std::any_of(merged.begin(), merged.end(), [&](const LayoutCell& m) {
            return r >= m.row && r < m.row + m.row_span && c >= m.column && c < m.column + m.column_span;
        });
    };
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            if (!covered(r, c)) table.cells.push_back(cell(r, c));
        }
    }
    table.cells.insert(table.cells.end(), merged.begin(), merged.end());
    return table;
}

/// A number in the middle of each place of a full table.
inline NumberColumns numbers_in(int rows, int columns) {
    NumberColumns numbers;
    numbers.digit = digit;
    for (int c = 0; c < columns; ++c) numbers.columns.push_back({c * wide + 40, 0, c * wide + 60, rows * tall});
    for (int r = 0; r < rows; ++r) {
        NumberRow row;
        row.top = r * tall + 15;
        row.bottom = row.top + digit;
        for (int c = 0; c < columns; ++c) row.values.push_back({c * wide + 40, row.top, c * wide + 60, row.bottom});
        numbers.rows.push_back(row);
    }
    return numbers;
}

inline bool is_full(const LayoutTable& table, int rows, int columns) {
    return table.rows == rows && table.columns == columns &&
           table.cells.size() == static_cast<std::size_t>(rows * columns) &&
           std::all_of(table.cells.begin(), table.cells.end(),
                       [](const LayoutCell& c) { return c.row_span == 1 && c.column_span == 1; });
}

inline Word word(Rect box, bool number) {
    Word out;
    out.box = out.upright = box;
    out.tallest = box.height();
    out.widest = box.width();
    out.number = number;
    out.thin = box.width() < layout::thinnest_word * box.height();
    return out;
}

inline const LayoutCell* cell_over(const LayoutTable& table, int row, int column) {
    const auto found = std::ranges::find_if(table.cells, [&](const LayoutCell& c) {
        return row >= c.row && row < c.row + c.row_span && column >= c.column && column < c.column + c.column_span;
    });
    return found == table.cells.end() ? nullptr : &*found;
}

}  // namespace nianbao::test
