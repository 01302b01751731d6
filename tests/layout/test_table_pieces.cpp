// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a ruled table when rows of it belong to tables that were found without rules.
#include <catch2/catch.hpp>

#include "layout/table_pieces.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

TEST_CASE("what stands above and below the rows that are taken out stays a table each") {
    LayoutTable table = table_of(6, 3, {cell(2, 1, 2, 1)});
    table.open_top = table.open_bottom = true;
    // In the third row, with which the fourth shares a cell.
    const std::vector<Rect> others{{5, 2 * tall + 5, 3 * wide - 5, 3 * tall - 5}};
    const std::vector<Word> words{word({20, 120, 60, 140}, false), word({120, 15, 180, 35}, false)};
    const auto pieces = without_rows_of(table, others, words);
    REQUIRE(pieces);
    REQUIRE(pieces->size() == 2);
    const LayoutTable &above = pieces->at(0), &below = pieces->at(1);
    CHECK(is_full(above, 2, 3));
    CHECK(is_full(below, 2, 3));
    CHECK(above.box.y1 < 2 * tall);
    CHECK(below.box.y0 > 4 * tall);
    CHECK((above.open_top && !above.open_bottom && !below.open_top && below.open_bottom));
}

TEST_CASE("nothing is taken out where a word would be lost") {
    const LayoutTable table = table_of(4, 3, {cell(1, 2, 2, 1)});
    const std::vector<Rect> others{{5, tall + 5, 2 * wide - 5, 2 * tall - 5}};
    CHECK_FALSE(without_rows_of(table, others, {word({220, 65, 240, 85}, true)}));
    CHECK_FALSE(without_rows_of(table, others, {word({20, 65, 40, 85}, true), word({20, 115, 60, 135}, false)}));
    // Dust may go.
    CHECK(without_rows_of(table, others, {word({20, 65, 40, 85}, true), word({220, 65, 226, 69}, false)}));
}

TEST_CASE("of a table whose rows are all taken nothing is left") {
    const LayoutTable table = table_of(2, 2, {});
    const auto pieces = without_rows_of(table, {{0, 0, 2 * wide, 2 * tall}}, {word({20, 15, 60, 35}, false)});
    REQUIRE(pieces);
    CHECK(pieces->empty());
}
