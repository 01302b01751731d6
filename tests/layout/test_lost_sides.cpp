// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of which the rules on one side are gone.
#include <catch2/catch.hpp>

#include "layout/lost_sides.h"
#include "layout/merged_cells.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

namespace {

constexpr double page_width = 1400;

/// Headings and a row of twelve numbers, of which the rules show the columns from the third on.
struct Headed {
    Headed() {
        table = table_of(2, 10, {});
        for (LayoutCell& c : table.cells) c.box.x0 += 2 * wide, c.box.x1 += 2 * wide;
        table.box = {2 * wide, 0, 12 * wide, 2 * tall};
        numbers = numbers_in(2, 12);
        numbers.rows.erase(numbers.rows.begin());
    }
    LayoutTable table;
    NumberColumns numbers;
};

}  // namespace

TEST_CASE("a table goes as far as its row of numbers does") {
    Headed headed;
    widen_to_numbers(headed.table, headed.numbers, {}, {headed.table}, page_width);
    CHECK(headed.table.box.x0 == Approx(0));
    CHECK(headed.table.box.x1 == Approx(12 * wide));
    part_merged_cells(headed.table, {headed.numbers}, {}, 300);
    CHECK(headed.table.columns == 12);
    for (int c = 0; c < 12; ++c) CHECK(cell_over(headed.table, 1, c)->box.contains({c * wide + 50, 1.5 * tall}));
}

TEST_CASE("a side that only a rule's end has made gives way to the boundary beside it") {
    Headed headed;
    // The rules begin within the second column: what is left of it is a column without numbers.
    for (LayoutCell& c : headed.table.cells) ++c.column;
    for (int row : {0, 1}) {
        LayoutCell part = cell(row, 1);
        part.column = 0;
        part.box.x0 = 1.7 * wide;
        headed.table.cells.push_back(part);
    }
    headed.table.columns = 11;
    headed.table.box.x0 = 1.7 * wide;
    widen_to_numbers(headed.table, headed.numbers, {}, {headed.table}, page_width);
    part_merged_cells(headed.table, {headed.numbers}, {}, 300);
    CHECK(headed.table.columns == 12);
}

TEST_CASE("the right side is found as the left one is") {
    Headed headed;
    for (LayoutCell& c : headed.table.cells) c.box.x0 -= 2 * wide, c.box.x1 -= 2 * wide;
    headed.table.box = {0, 0, 10 * wide, 2 * tall};
    widen_to_numbers(headed.table, headed.numbers, {word({1160, 10, 1230, 30}, false)}, {headed.table}, page_width);
    CHECK(headed.table.box.x1 == Approx(1230));  // with all its words
    part_merged_cells(headed.table, {headed.numbers}, {}, 300);
    CHECK(headed.table.columns == 12);
}

TEST_CASE("a table does not run into another, nor after numbers that are not its own") {
    Headed headed;
    const LayoutTable before = headed.table;
    SECTION("another table stands there") {
        LayoutTable other;
        other.box = {0, 0, 1.9 * wide, 3 * tall};
        widen_to_numbers(headed.table, headed.numbers, {}, {headed.table, other}, page_width);
    }
    SECTION("a row below the table") {
        NumberRow below = headed.numbers.rows[0];
        below.top += 2 * tall, below.bottom += 2 * tall;
        headed.numbers.rows.push_back(below);
        widen_to_numbers(headed.table, headed.numbers, {}, {headed.table}, page_width);
    }
    SECTION("labels stand beyond its numbers: more is lost than a side") {
        for (LayoutCell& c : headed.table.cells) c.box.x0 += 5 * wide, c.box.x1 += 5 * wide;
        headed.table.box.x0 += 5 * wide, headed.table.box.x1 += 5 * wide;
        for (Rect& value : headed.numbers.rows[0].values) value.x0 += 5 * wide, value.x1 += 5 * wide;
        for (Rect& column : headed.numbers.columns) column.x0 += 5 * wide, column.x1 += 5 * wide;
        const Rect box = headed.table.box;
        widen_to_numbers(headed.table, headed.numbers, {word({100, 62, 400, 88}, false)}, {headed.table}, 2000);
        CHECK(headed.table.box == box);
        return;
    }
    SECTION("most of the numbers are outside") {
        headed.numbers = numbers_in(2, 6);
        headed.table.box.x0 = 4 * wide;
        const LayoutTable narrow = headed.table;
        widen_to_numbers(headed.table, headed.numbers, {}, {headed.table}, page_width);
        CHECK(headed.table.box == narrow.box);
        return;
    }
    CHECK(headed.table.box == before.box);
    CHECK(headed.table.columns == before.columns);
}
