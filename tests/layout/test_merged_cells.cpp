// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that share a cell because the rule between them is lost.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/merged_cells.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

TEST_CASE("two numbers in one cell are parted at the boundary that other rows show") {
    LayoutTable table = table_of(4, 6, {cell(1, 2, 1, 2), cell(2, 4, 1, 2)});
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
    // Where they are, they stay.
    const auto third = std::find_if(table.cells.begin(), table.cells.end(),
                                    [](const LayoutCell& c) { return c.row == 1 && c.column == 3; });
    CHECK(third->box.contains({350, 75}));
}

TEST_CASE("three numbers in one cell show two boundaries that the table has nowhere") {
    LayoutTable table = table_of(4, 6, {});
    // The last three columns as one.
    std::erase_if(table.cells, [](const LayoutCell& c) { return c.column > 3; });
    for (LayoutCell& c : table.cells) {
        if (c.column == 3) c.box.x1 = 6 * wide - 1;
    }
    table.columns = 4;
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("rows are parted as columns are") {
    LayoutTable table = table_of(4, 6, {cell(1, 2, 2, 1), cell(1, 3, 2, 1), cell(0, 5, 2, 1)});
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("headings over two columns are parted only where their words are") {
    const auto word = [](double x0, double x1) {
        Word out;
        out.box = {x0, 15, x1, 35};
        out.tallest = 20;
        return out;
    };
    NumberColumns numbers = numbers_in(5, 6);
    numbers.rows.erase(numbers.rows.begin());  // row 0 holds the headings
    LayoutTable apart = table_of(5, 6, {cell(0, 2, 1, 2), cell(3, 2, 1, 2)});
    LayoutTable whole = apart;
    part_merged_cells(apart, {numbers}, {word(220, 280), word(320, 380)}, 300);
    CHECK(is_full(apart, 5, 6));
    part_merged_cells(whole, {numbers}, {word(240, 360)}, 300);
    CHECK(whole.cells.size() == 5 * 6 - 1);
}

TEST_CASE("a label that shares the cell of its first number is parted from it") {
    LayoutTable table = table_of(4, 7, {cell(2, 0, 1, 2)});
    NumberColumns numbers = numbers_in(4, 7);
    numbers.columns.erase(numbers.columns.begin());
    for (NumberRow& row : numbers.rows) row.values.erase(row.values.begin());
    Word label;
    label.box = {10, 2 * tall + 15, 90, 2 * tall + 35};
    part_merged_cells(table, {numbers}, {label}, 300);
    CHECK(is_full(table, 4, 7));
}

TEST_CASE("a table in which nothing is merged stays as it is") {
    LayoutTable table = table_of(4, 6, {});
    const std::size_t before = table.cells.size();
    part_merged_cells(table, {numbers_in(4, 6)}, {}, 300);
    CHECK(table.cells.size() == before);
    CHECK(is_full(table, 4, 6));
}

TEST_CASE("a label and a lone number share no cell where other rows have a boundary, and two headings do not") {
    // Two columns of which row 1 and its heading, row 0, have lost the rule.
    LayoutTable table = table_of(3, 2, {cell(0, 0, 1, 2), cell(1, 0, 1, 2)});
    const auto word = [](Rect box, bool number) {
        Word out;
        out.box = box;
        out.number = number;
        return out;
    };
    std::vector<Word> words{word({30, 10, 70, 30}, false), word({135, 10, 170, 30}, false),
                            word({10, 60, 60, 80}, false), word({145, 60, 155, 80}, true)};
    SECTION("parted") {
        part_merged_cells(table, {}, words, 300);
        CHECK(is_full(table, 3, 2));
    }
    SECTION("one heading over both, its characters set apart, stays whole") {
        words[0].box = {20, 10, 40, 30};
        words[1].box = {160, 10, 180, 30};
        words.push_back(word({66, 10, 86, 30}, false));
        words.push_back(word({113, 10, 133, 30}, false));
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 5);
    }
    SECTION("a label that reaches over the boundary stays whole") {
        words[2].box.x1 = 120;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
    SECTION("the narrow hanzi at a heading's end are no number") {
        words[3].box = {135, 60, 175, 80};
        words[3].widest = 18;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
    SECTION("two words are no label and number") {
        words[3].number = false;
        part_merged_cells(table, {}, words, 300);
        CHECK(table.cells.size() == 4);
    }
}
