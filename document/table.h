// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/geometry.h"
#include "document/span.h"

namespace nianbao {

/// One cell as it goes to the parser: its lines joined, its place in the whole (stitched) table.
struct TableCell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    std::string text;  ///< lines joined: with a space between Latin words or digits groups kept apart, else directly
    double confidence = 1;    ///< 0..1 that `text` is exact
    int page = 0;             ///< counts from 1; 0 for the text form
    std::optional<Rect> box;  ///< page points; absent for the text form
    std::vector<Reading>
        readings;  ///< of the whole cell, one a reader; empty when the cell has no ink or comes from text
    bool under_seal = false;
};

/// How far the columns of a table can be believed.
enum class TableOrigin {
    ruled,  ///< a grid was seen: (row, column) is where the cell stands
    text,   ///< tab-separated rows: a cell's column is its count of tabs, and blanks may have been lost or shifted
};

struct Table {
    std::string title;
    int rows = 0, columns = 0;
    std::vector<TableCell>
        cells;  ///< ordered by row, then column; ruled tables are tiled exactly, text tables need not be
    TableOrigin origin = TableOrigin::ruled;
    bool open_top = false, open_bottom = false;  ///< cut by a page's edge (before stitching)
    double grid_confidence = 1;
    std::vector<int> page_starts;  ///< after stitching: rows at which a new page begins, beyond the first
};

}  // namespace nianbao
