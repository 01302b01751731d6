// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "document/page_layout.h"

// The cells of a table along its columns or its rows, told by one word, and parted along either.
namespace nianbao::layout {

enum class Axis { columns, rows };

struct Extent {
    double from = 0, to = 0;  ///< pixels
    double middle() const { return (from + to) / 2; }
};

Extent extent(const Rect& box, Axis axis);
/// First column or row of the cell, how many it covers, and how many the table has.
int& first(LayoutCell& cell, Axis axis);
int& span(LayoutCell& cell, Axis axis);
int& size(LayoutTable& table, Axis axis);

/// The cell in which the point lies; null where it lies in none. Valid until a cell is cut.
LayoutCell* cell_at(LayoutTable& table, Point point);
const LayoutCell* cell_at(const LayoutTable& table, Point point);

/// Of the table's boundaries, as its cells have them: the median; not a number where no cell begins or ends.
std::vector<double> positions(LayoutTable& table, Axis axis);

/// Where the boundary is beside `cell`: the edge of the cell nearest to it along the boundary that begins or ends
/// there, pixels; nothing where none does.
std::optional<double> edge_near(LayoutTable& table, const LayoutCell& cell, Axis axis, int boundary);

/// Makes two of the row or column `index`: all cells that cover it cover both.
/// @return the boundary between the two, at which no cell begins or ends yet
int insert_boundary(LayoutTable& table, Axis axis, int index);

/// Parts `cell`, one of the table's, at `boundary`, `at` pixels; the part behind it is added to the table's cells.
/// Nothing happens where the cell does not cover both sides of the boundary.
void cut_cell(LayoutTable& table, LayoutCell& cell, Axis axis, int boundary, double at);

}  // namespace nianbao::layout
