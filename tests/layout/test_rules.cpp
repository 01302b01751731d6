// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that are double, in pieces or crossed by nothing, and strokes that look like rules.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "layout/find_regions.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const std::vector<int> columns{300, 800, 1100, 1400, 2100};
const std::vector<int> rows{500, 580, 660, 740, 900};

/// Where the upper left strokes of a grid of double rules are.
const std::vector<int> double_columns{300, 700, 1000, 1300, 1600}, double_rows{400, 500, 600, 700, 800};

/// The second stroke of each rule stands `apart` pixels right of the first, or below it.
void double_grid(DrawnPage& page, int apart, int thickness) {
    for (const int by : {0, apart}) {
        std::vector<int> x = double_columns, y = double_rows;
        for (int& at : x) at += by;
        for (int& at : y) at += by;
        page.grid(x, y, thickness);
    }
}

}  // namespace

TEST_CASE("double rules are one each, and rows end where they do") {
    DrawnPage page;
    double_grid(page, 7, 3);
    for (int r = 0; r < 4; ++r) page.text("12", {800, double_rows[static_cast<std::size_t>(r)] + 75});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 4);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].cells.size() == 16);
}

TEST_CASE("rules between labels that touch them are kept where they go through another") {
    DrawnPage page;
    std::vector<int> sides;
    for (int c = 0; c <= 8; ++c) sides.push_back(300 + 160 * c);
    const std::vector<int> low{400, 470, 540};
    page.grid(sides, low, 4);
    // Labels fill their columns from rule to rule.
    for (int c = 0; c < 8; ++c) page.hanzi_line({sides[static_cast<std::size_t>(c)] + 4, 412}, 4, 38);
    for (int c = 0; c < 8; ++c) page.text("3", {sides[static_cast<std::size_t>(c)] + 60, 525});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 8);
    CHECK(layout.tables[0].cells.size() == 16);
}

TEST_CASE("a column that no rule of its page crosses is the table's, whichever side it stands on") {
    // The middle of a table whose group label's column goes on over three pages.
    const bool left = GENERATE(true, false);
    DrawnPage page;
    page.grid(columns, rows);
    page.wipe({290, 490, 1820, 20});
    page.wipe({290, 890, 1820, 20});
    const int side = left ? 190 : 2210;
    page.line({side, 500}, {side, 900});
    page.line({left ? 2600 : 60, 420}, {left ? 2600 : 60, 980});  // goes beyond the table, and stands far from it
    if (!left) page.hanzi({2130, 650});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 5);
    const auto& cells = layout.tables[0].cells;
    const auto cell = std::ranges::find(cells, left ? 0 : 4, &LayoutCell::column);
    REQUIRE(cell != cells.end());
    CHECK(cell->row_span == 4);
}

TEST_CASE("a line beside a table whose rows all end at a whole rule is no side of it") {
    DrawnPage page;
    page.grid(columns, rows);
    page.line({2210, 500}, {2210, 900});  // the sheet's edge, or its shadow
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
}

TEST_CASE("a worn side is the table's, though a worn row of its column crosses it and does not meet the table") {
    DrawnPage page;
    page.grid(columns, rows);
    page.wipe({290, 490, 1820, 20});
    page.wipe({290, 890, 1820, 20});
    for (const auto& [from, to] : {std::pair{500, 590}, {605, 700}, {712, 900}}) page.line({190, from}, {190, to});
    page.line({190, 820}, {278, 820});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 5);
}

TEST_CASE("a short piece of a rule counts, though it begins a little before the rule that it ends at") {
    DrawnPage page;
    const std::vector<int> low{500, 620, 700};
    page.grid(columns, low);
    page.wipe({1090, 490, 20, 220});
    page.line({1100, 608}, {1100, 700});
    page.line({1100, 532}, {1100, 588});
    page.hanzi_line({1000, 535}, 2, 48);
    page.hanzi_line({1104, 535}, 2, 48);
    for (const int y : {500, 620, 700}) page.line({300, y}, {2100, y});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
}

TEST_CASE("double rules with wide paper between them, and crumbs on it, are one each") {
    DrawnPage page;
    double_grid(page, 15, 8);
    std::mt19937 random(3);
    for (const int y : double_rows) {
        for (int x = 310; x < 1600; x += 2) {
            const int crumb = static_cast<int>(random() % 3);
            if (crumb > 0) page.line({x, y + 4}, {x, y + 4 + crumb}, 1);
        }
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].cells.size() == 16);
}

TEST_CASE("a single low row with thick rules is a table, as one that a page's end cut off from its own") {
    DrawnPage page;
    page.grid({168, 706, 2097}, {142, 199}, 7);
    page.hanzi_line({300, 150}, 7, 38);
    page.text("3", {1395, 187});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].cells.size() == 2);
}

TEST_CASE("strokes of labels that stand one under another and nearly touch the rules are no rule") {
    DrawnPage page;
    const std::vector<int> low{400, 456, 512, 568, 624, 680, 736};
    page.grid({300, 900, 1100, 1300, 1500}, low, 5);
    for (std::size_t r = 0; r + 1 < low.size(); ++r) {
        for (int c = 0; c < 9; ++c) page.hanzi({340 + 58 * c, low[r] + 6}, 45);
        for (const int x : {980, 1180, 1380}) page.text("0", {x, low[r] + 44});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].cells.size() == 24);
}
