// SPDX-License-Identifier: GPL-3.0-or-later
// Blank cells of a table of numbers, of which pieces of rules are lost.
#include <catch2/catch.hpp>

#include "layout/merged_cells.h"
#include "layout/value_cells.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

namespace {

/// The numbers of a full table without those at the given places.
NumberColumns numbers_without(int rows, int columns, const std::vector<std::pair<int, int>>& blank) {
    NumberColumns numbers = numbers_in(rows, columns);
    for (const auto& [row, column] : blank) {
        const Rect& place = numbers.columns[static_cast<std::size_t>(column)];
        std::erase_if(numbers.rows[static_cast<std::size_t>(row)].values,
                      [&](const Rect& value) { return horizontal_overlap(value, place) > 0; });
    }
    return numbers;
}

}  // namespace

TEST_CASE("blanks that share a cell with a number, or with each other, are cells of their own") {
    // Beside it, below it, and four blanks of two rows and two columns.
    LayoutTable table = table_of(6, 6, {cell(0, 1, 1, 2), cell(1, 4, 2, 1), cell(3, 2, 2, 2)});
    const NumberColumns numbers = numbers_without(6, 6, {{0, 2}, {2, 4}, {3, 2}, {3, 3}, {4, 2}, {4, 3}});
    part_merged_cells(table, {numbers}, {}, 300);
    CHECK(is_full(table, 6, 6));
}

TEST_CASE("an empty cell over most columns is a heading's, and what stands across a boundary is not cut") {
    LayoutTable table = table_of(6, 6, {cell(2, 0, 1, 5), cell(4, 2, 2, 1)});
    const NumberColumns numbers = numbers_without(6, 6, {{2, 0}, {2, 1}, {2, 2}, {2, 3}, {2, 4}, {4, 2}, {5, 2}});
    // A number in the middle of a cell that really covers two rows.
    part_value_cells(table, numbers, {word({240, 240, 260, 260}, true)});
    REQUIRE(cell_over(table, 2, 2) != nullptr);
    CHECK(cell_over(table, 2, 2)->column_span == 5);
    CHECK(cell_over(table, 4, 2)->row_span == 2);
}

TEST_CASE("where no rule is worn, a cell over several columns was printed so") {
    LayoutTable table = table_of(6, 6, {cell(0, 1, 1, 3), cell(3, 2, 2, 2)});
    table.worn = false;
    const NumberColumns numbers = numbers_without(6, 6, {{0, 1}, {0, 3}, {3, 2}, {3, 3}, {4, 2}, {4, 3}});
    const std::size_t before = table.cells.size();
    part_value_cells(table, numbers, {word({240, 15, 260, 35}, true)});
    CHECK(table.cells.size() == before);
}

TEST_CASE("cells beside the numbers are none of theirs") {
    LayoutTable table = table_of(5, 7, {cell(1, 0, 3, 1), cell(0, 1, 1, 6), cell(2, 2, 2, 1)});
    NumberColumns numbers = numbers_without(5, 7, {{3, 2}});
    numbers.columns.erase(numbers.columns.begin());  // of labels
    numbers.rows.erase(numbers.rows.begin());        // headings
    for (NumberRow& row : numbers.rows) row.values.erase(row.values.begin());
    part_value_cells(table, numbers, {});
    CHECK(cell_over(table, 1, 0)->row_span == 3);
    CHECK(cell_over(table, 0, 1)->column_span == 6);
    CHECK(cell_over(table, 2, 2)->row_span == 1);
}

TEST_CASE("a crumb of the rule beside a number makes no second boundary of it") {
    LayoutTable table = table_of(6, 6, {cell(1, 2, 1, 2), cell(3, 2, 1, 2)});
    NumberColumns numbers = numbers_in(6, 6);
    // Numbers stand right beside the boundary at 300, and one of them has taken a crumb of it in.
    for (NumberRow& row : numbers.rows) row.values[3].x0 = 306, row.values[3].x1 = 326;
    numbers.rows[3].values[3].x0 = 294;
    numbers.columns[3].x0 = 294;
    numbers.columns[3].x1 = 326;
    part_merged_cells(table, {numbers}, {}, 300);
    CHECK(is_full(table, 6, 6));
    // Where the other rows have it, or as near as the numbers allow.
    CHECK(cell_over(table, 1, 3)->box.x0 == Approx(299).margin(3));
}

TEST_CASE("where a longer number stands on one line, two lines of digits are two rows") {
    std::vector<LayoutCell> merged;
    for (int c = 1; c < 7; ++c) merged.push_back(cell(1, c, 2, 1));
    LayoutTable table = table_of(4, 7, merged);
    NumberColumns numbers = numbers_in(4, 7);
    numbers.columns.erase(numbers.columns.begin());  // of labels
    for (NumberRow& row : numbers.rows) {
        row.values.erase(row.values.begin());
        for (Rect& value : row.values) value.x0 -= 14, value.x1 += 14;
    }
    LayoutTable wrapped = table;
    part_merged_cells(wrapped, {numbers}, {}, 300);
    CHECK_FALSE(is_full(wrapped, 4, 7));
    for (Rect& value : numbers.rows[0].values) value.x1 += 15;
    part_merged_cells(table, {numbers}, {}, 300);
    CHECK(is_full(table, 4, 7));
}
