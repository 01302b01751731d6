// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of parts of a table on pages that a camera saw from another place.
#include <catch2/catch.hpp>
#include <cmath>

#include "layout/column_edges.h"

using namespace nianbao;
using namespace nianbao::layout;

namespace {

const std::vector<double> edges{85, 105, 155, 294, 323, 352, 381, 411, 440, 470, 498};

/// Cells of 20 points' height; those of the first column begin in the last row only, as a group's label goes on.
/// @param lean  across per down
/// @param scale  of both directions
Table table_of(int rows, double lean, double scale) {
    Table table;
    table.rows = rows;
    table.columns = static_cast<int>(edges.size()) - 1;
    for (int r = 0; r < rows; ++r) {
        for (int c = r + 1 < rows ? 1 : 0; c < table.columns; ++c) {
            TableCell cell;
            cell.row = r;
            cell.column = c;
            const double y0 = scale * (100 + 20.0 * r), y1 = y0 + scale * 20;
            const double x0 = scale * edges[static_cast<std::size_t>(c)];
            const double x1 = scale * edges[static_cast<std::size_t>(c) + 1];
            cell.box = Rect{x0 + std::min(lean * y0, lean * y1), y0, x1 + std::max(lean * y0, lean * y1), y1};
            table.cells.push_back(cell);
        }
    }
    return table;
}

}  // namespace

TEST_CASE("a table that leans has the columns that it has upright") {
    const double lean = GENERATE(-0.04, 0.03, 0.1);
    INFO(lean);
    const ColumnEdges upright = column_edges(table_of(14, 0, 1)), leaning = column_edges(table_of(14, lean, 1));
    REQUIRE(leaning.edges.size() == upright.edges.size());
    for (std::size_t i = 0; i < upright.edges.size(); ++i)
        CHECK(leaning.edges[i] == Approx(upright.edges[i]).margin(0.003));
}

TEST_CASE("parts seen from nearer and farther are of one table, and neither has lost a side") {
    const ColumnEdges far = column_edges(table_of(12, 0, 1)), near = column_edges(table_of(14, -0.03, 1.07));
    CHECK(agree(far, near));
    CHECK_FALSE(across_sides_of(near, far));
    CHECK_FALSE(across_sides_of(far, near));
    // A part that ends one column earlier has.
    ColumnEdges part = near;
    part.right = part.left + part.edges[9] * (near.right - near.left);
    part.edges.pop_back();
    for (double& edge : part.edges) edge /= part.edges[9];
    CHECK(across_sides_of(near, part));
    CHECK_FALSE(agree(near, column_edges(table_of(12, 0, 1.3))));
}

TEST_CASE("a part that lost some of its rules is told at any scale by those that it has") {
    const ColumnEdges whole = column_edges(table_of(12, 0, 1)), near = column_edges(table_of(14, 0, 1.07));
    ColumnEdges part = near;
    for (const std::size_t lost : {8, 6, 3}) part.edges.erase(part.edges.begin() + static_cast<std::ptrdiff_t>(lost));
    CHECK(agree(whole, part));
    CHECK(agree(part, whole));
    part.edges[4] += 0.03;  // one that the other has not
    CHECK_FALSE(agree(whole, part));
}

TEST_CASE("tables without places, or with absurd ones, have no columns") {
    Table table = table_of(3, 0, 1);
    table.cells[0].box->y1 = std::nan("");
    CHECK(column_edges(table).edges.empty());
    table.cells[0].box.reset();
    CHECK(column_edges(table).edges.empty());
    CHECK(column_edges(Table{}).edges.empty());
}
