// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of numbers make a table, also where some of them do not look like numbers.
#include <catch2/catch.hpp>

#include "layout/number_columns.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

namespace {

constexpr double pitch = 200;

Rect place(int row, int column) {
    const double x = 500 + pitch * column, y = 100 + 60.0 * row;
    return {x, y, x + 20, y + 30};
}

/// Rows of seven numbers; those at `broken` do not look like such.
std::vector<Word> rows_with(const std::vector<std::pair<int, int>>& broken, int rows = 6) {
    std::vector<Word> words;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < 7; ++c) {
            const bool whole = std::ranges::find(broken, std::pair(r, c)) == broken.end();
            words.push_back(word(place(r, c), whole));
        }
    }
    return words;
}

std::vector<NumberColumns> columns_of(const std::vector<Word>& words) {
    return number_columns(number_rows(words), words);
}

}  // namespace

TEST_CASE("rows that lack different numbers are one table, and broken digits belong to it") {
    // Each lacks two, not the same as the row before; 1 is too thin to be a number by itself.
    std::vector<Word> words =
        rows_with({{0, 1}, {0, 4}, {1, 0}, {1, 6}, {2, 3}, {2, 5}, {3, 5}, {3, 6}, {4, 0}, {4, 3}, {5, 6}, {5, 1}});
    Word& one = words[5 * 7 + 3];
    one.box.x1 = one.upright.x1 = one.box.x0 + 6;
    one.thin = true, one.number = false;
    const std::vector<NumberColumns> tables = columns_of(words);
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns.size() == 7);
    REQUIRE(tables[0].rows.size() == 6);
    for (const NumberRow& row : tables[0].rows) CHECK(row.values.size() == 7);
}

TEST_CASE("what stands off the row's line or the columns is no number of it") {
    std::vector<Word> words = rows_with({{2, 3}});
    Word& broken = words[2 * 7 + 3];
    SECTION("higher than a digit") {
        broken.box.y0 = broken.upright.y0 = broken.box.y0 - 14;
    }
    SECTION("wider than its column") {
        broken.box.x0 = broken.upright.x0 = broken.box.x0 - 60;
        broken.box.x1 = broken.upright.x1 = broken.box.x1 + 60;
    }
    const std::vector<NumberColumns> tables = columns_of(words);
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].rows[2].values.size() == 6);
}

TEST_CASE("two rows of other columns are two tables, or none") {
    std::vector<Word> words = rows_with({}, 3);
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 6; ++c) {
            Rect other = place(r + 3, c);
            other.x0 += 90 + 10 * c, other.x1 += 90 + 10 * c;
            words.push_back(word(other, true));
        }
    }
    const std::vector<NumberColumns> tables = columns_of(words);
    REQUIRE(tables.size() == 2);
    CHECK(tables[0].rows.size() == 3);
    CHECK(tables[1].columns.size() == 6);
}

TEST_CASE("in a wide row a 1 between numbers twice as far apart is a number of its own") {
    std::vector<Word> words;
    for (int c = 0; c < 15; ++c) {
        Rect box = place(0, c);
        if (c == 3) box.x0 += 7, box.x1 = box.x0 + 6;
        words.push_back(word(box, c != 3));
    }
    SECTION("on the line") {
        const std::vector<NumberColumns> tables = columns_of(words);
        REQUIRE(tables.size() == 1);
        CHECK(tables[0].columns.size() == 15);
        CHECK(tables[0].rows[0].values.size() == 15);
    }
    SECTION("a crumb elsewhere in the gap is none") {
        words[3].box = words[3].upright = {place(0, 3).x0 + 85, 100, place(0, 3).x0 + 91, 130};
        REQUIRE(columns_of(words).size() == 1);
        CHECK(columns_of(words)[0].columns.size() == 14);
    }
}

TEST_CASE("what is left of the table's right side is no column") {
    std::vector<Word> words = rows_with({});
    const Rect beside = place(2, 6);
    words.push_back(word({beside.x1 + 60, beside.y0 - 6, beside.x1 + 80, beside.y1 - 2}, true));
    const std::vector<NumberColumns> tables = columns_of(words);
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns.size() == 7);
    CHECK(tables[0].rows.size() == 6);
}

TEST_CASE("pieces of labels in some rows are no columns before those of numbers") {
    std::vector<Word> words = rows_with({}, 7);
    for (const auto& [row, x] : std::vector<std::pair<int, double>>{{2, 180}, {4, 175}, {5, 185}, {3, 330}}) {
        const double y = place(row, 0).y0;
        words.push_back(word({x, y, x + 24, y + 30}, true));
    }
    const std::vector<NumberColumns> tables = columns_of(words);
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].columns.size() == 7);
    CHECK(tables[0].rows.size() == 7);
}

TEST_CASE("a first column that many rows leave blank is one, beside full ones") {
    std::vector<Word> words = rows_with({}, 7);
    std::erase_if(words, [](const Word& w) { return w.box.x0 < 550 && w.box.y0 > 300; });
    for (const NumberColumns& table : columns_of(words)) CHECK(table.columns.size() == 7);
}

TEST_CASE("a label and evenly spaced numbers are a table's last row, other single rows are none") {
    std::vector<Word> words = rows_with({}, 1);
    CHECK(columns_of(words).empty());  // no label: an axis of years
    Word label = word({100, 98, 420, 132}, false);
    words.push_back(label);
    REQUIRE(columns_of(words).size() == 1);
    CHECK(columns_of(words)[0].columns.size() == 7);
    for (Rect* box : {&words[3].box, &words[3].upright}) {
        box->x0 += 60;
        box->x1 += 60;
    }
    CHECK(columns_of(words).empty());
}
