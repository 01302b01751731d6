// SPDX-License-Identifier: GPL-3.0-or-later
// Two headings, or two labels, in one cell with a number each.
#include <catch2/catch.hpp>

#include "layout/shared_cells.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

namespace {

/// A label, and one cell where two columns of numbers stood; a heading and two rows.
LayoutTable two_columns() {
    LayoutTable table = table_of(3, 2, {});
    for (LayoutCell& c : table.cells) {
        if (c.column == 1) c.box.x1 = 4 * wide - 1;
    }
    table.box.x1 = 4 * wide;
    return table;
}

std::vector<Word> headings_and_numbers() {
    return {word({110, 15, 210, 35}, false), word({250, 15, 350, 35}, false),  word({170, 65, 190, 85}, true),
            word({330, 65, 340, 85}, true),  word({180, 115, 190, 135}, true), word({320, 115, 340, 135}, true)};
}

/// A row that was two: of labels, and of numbers.
LayoutTable two_rows() {
    LayoutTable table = table_of(2, 2, {});
    for (LayoutCell& c : table.cells) {
        if (c.row == 1) c.box.y1 = 3 * tall - 1;
    }
    table.box.y1 = 3 * tall;
    return table;
}

std::vector<Word> labels_and_numbers() {
    return {word({10, 65, 80, 85}, false), word({10, 115, 80, 135}, false), word({150, 65, 170, 85}, true),
            word({150, 115, 170, 135}, true)};
}

}  // namespace

TEST_CASE("two headings with numbers of their own are two columns") {
    LayoutTable table = two_columns();
    part_shared_cells(table, headings_and_numbers(), 300);
    CHECK(is_full(table, 3, 3));
    CHECK(cell_over(table, 1, 2)->box.contains({335, 75}));
    CHECK(cell_over(table, 0, 1)->box.contains({160, 25}));
}

TEST_CASE("one heading over one number a row stays whole, so do characters set apart") {
    std::vector<Word> words = headings_and_numbers();
    SECTION("a row has one number for both") {
        words.pop_back();
    }
    SECTION("a number stands in the gap") {
        words[5].box = words[5].upright = {225, 115, 240, 135};
    }
    SECTION("a heading set wide") {
        words[0] = word({110, 15, 130, 35}, false);
        words[1] = word({190, 15, 210, 35}, false);
        words.push_back(word({270, 15, 290, 35}, false));
    }
    LayoutTable table = two_columns();
    part_shared_cells(table, words, 300);
    CHECK(table.columns == 2);
    CHECK(table.cells.size() == 6);
}

TEST_CASE("two labels with a number on the line of each are two rows") {
    LayoutTable table = two_rows();
    std::vector<Word> words = labels_and_numbers();
    words.push_back(word({200, 98, 260, 101}, false));  // what is left of the rule
    part_shared_cells(table, words, 300);
    CHECK(is_full(table, 3, 2));
    CHECK(cell_over(table, 2, 1)->box.contains({160, 125}));
}

TEST_CASE("a heading's row and the row below it in the same cells are two") {
    LayoutTable table = two_rows();
    std::vector<Word> words = labels_and_numbers();
    words[2] = word({120, 62, 190, 86}, false);
    part_shared_cells(table, words, 300);
    CHECK(is_full(table, 3, 2));
    CHECK(cell_over(table, 1, 1)->box.contains({155, 75}));
    CHECK(cell_over(table, 2, 1)->box.contains({160, 125}));
}

TEST_CASE("a label on two lines with one number, or a number that goes on in the next line, is one row") {
    std::vector<Word> words = labels_and_numbers();
    SECTION("one number") {
        words.pop_back();
    }
    SECTION("beside the middle of its label") {
        words.pop_back();
        words[2].box = words[2].upright = {150, 90, 170, 110};
    }
    SECTION("a number as long as its cell") {
        words[2] = word({110, 65, 190, 85}, true);
    }
    LayoutTable table = two_rows();
    part_shared_cells(table, words, 300);
    CHECK(table.rows == 2);
}

TEST_CASE("many headings with a number under each are two rows, though one of them is in crumbs") {
    LayoutTable table = table_of(1, 8, {});
    for (LayoutCell& c : table.cells) c.box.y1 = 3 * tall;
    table.box.y1 = 3 * tall;
    std::vector<Word> words;
    for (int c = 0; c < 8; ++c) {
        const double x = c * wide;
        words.push_back(word({x + 20, 10, x + 80, 35}, false));
        if (c != 5) words.push_back(word({x + 20, 45, x + 80, 70}, false));
        if (c != 5) words.push_back(word({x + 40, 110, x + 55, 130}, true));
    }
    SECTION("a rule is lost below the headings") {
        part_shared_cells(table, words, 300);
        CHECK(is_full(table, 2, 8));
        CHECK(cell_over(table, 1, 3)->box.contains({348, 120}));
        CHECK_FALSE(cell_over(table, 0, 3)->box.contains({348, 120}));
    }
    SECTION("not where a word stands across it") {
        words.push_back(word({520, 60, 545, 120}, false));
        part_shared_cells(table, words, 300);
        CHECK(table.rows == 1);
    }
}

TEST_CASE("a number under its heading is of the second of the two rows beside them") {
    LayoutTable table = table_of(2, 3, {cell(0, 1, 2), cell(0, 2, 2)});
    std::vector<Word> words = {word({10, 15, 80, 35}, false), word({10, 65, 80, 85}, false),
                               word({110, 15, 190, 35}, false), word({140, 65, 160, 85}, true),
                               word({210, 40, 290, 60}, false)};
    part_shared_cells(table, words, 300);
    CHECK(cell_over(table, 0, 1)->row_span == 1);
    CHECK(cell_over(table, 1, 1)->box.contains({150, 75}));
    CHECK(cell_over(table, 0, 2)->row_span == 2);  // a heading alone
}
