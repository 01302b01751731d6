// SPDX-License-Identifier: GPL-3.0-or-later
// Edges between cells in worn copies: what is a rule, what a stroke of a character, what only dust, and what is gone.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "layout/find_regions.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const std::vector<int> columns{300, 700, 900, 1100, 1300, 1500};
const std::vector<int> rows{500, 600, 700, 800, 900, 1000};

/// A grid of thin rules with numbers in it; its first row is one cell, with a heading in the middle.
void draw_table(DrawnPage& page) {
    page.grid(columns, rows, 2);
    page.wipe({{columns[0] + 4, rows[0] + 4}, cv::Point{columns[5] - 3, rows[1] - 3}});
    for (std::size_t r = 1; r + 1 < rows.size(); ++r) {
        for (std::size_t c = 1; c + 1 < columns.size(); ++c)
            page.text(std::to_string(7 * r + 13 * c), {columns[c] + 60, rows[r] + 65});
    }
}

/// Takes a third of every rule away, in pieces of 4 pixels.
void wear(DrawnPage& page, unsigned seed) {
    std::mt19937 random(seed);
    std::bernoulli_distribution gone(0.35);
    for (const int y : rows) {
        for (int x = columns.front(); x < columns.back(); x += 4) {
            if (gone(random)) page.wipe({x, y - 2, 4, 5});
        }
    }
    for (const int x : columns) {
        for (int y = rows.front(); y < rows.back(); y += 4) {
            if (gone(random)) page.wipe({x - 2, y, 5, 4});
        }
    }
}

const LayoutCell* cell_at(const LayoutTable& table, int row, int column) {
    const auto found = std::find_if(table.cells.begin(), table.cells.end(), [&](const LayoutCell& cell) {
        return row >= cell.row && row < cell.row + cell.row_span && column >= cell.column &&
               column < cell.column + cell.column_span;
    });
    return found == table.cells.end() ? nullptr : &*found;
}

void check_cells(const PageLayout& layout) {
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    REQUIRE(table.rows == 5);
    REQUIRE(table.columns == 5);
    for (int row = 0; row < 5; ++row) {
        for (int column = 0; column < 5; ++column) {
            const LayoutCell* cell = cell_at(table, row, column);
            CAPTURE(row, column);
            REQUIRE(cell != nullptr);
            CHECK(cell->column_span == (row == 0 ? 5 : 1));
            CHECK(cell->row_span == 1);
        }
    }
}

}  // namespace

TEST_CASE("a character on a column's boundary does not cut its heading") {
    const unsigned seed = GENERATE(1u, 2u, 3u);
    DrawnPage page;
    draw_table(page);
    wear(page, seed);
    // Its upright stroke is as tall as the row leaves it room, and stands where the column's rule goes on below.
    page.line({900, 515}, {900, 585});
    page.line({880, 530}, {920, 530});
    page.line({880, 570}, {920, 570});
    page.hanzi({800, 525});
    page.hanzi({950, 525});
    check_cells(find_regions(page.clean()));
}

TEST_CASE("numbers beside each other stay two where the rule between them is gone") {
    const unsigned seed = GENERATE(1u, 2u, 3u);
    DrawnPage page;
    draw_table(page);
    wear(page, seed);
    page.hanzi_line({750, 525}, 5);
    page.wipe({1100 - 4, 700 + 8, 9, 84});
    check_cells(find_regions(page.clean()));
}

TEST_CASE("a table's side goes on where it is worn off at every rule that meets it") {
    DrawnPage page;
    draw_table(page);
    page.hanzi_line({750, 525}, 5);
    // Pieces that touch no other rule, the corners with the left and right side among them.
    for (const int x : {columns[0], columns[5]}) page.wipe({x - 30, rows[0] - 3, 60, 7});
    for (const int x : {500, 800, 1200}) page.wipe({x, rows[0] - 3, 30, 7});
    check_cells(find_regions(page.clean()));
}

TEST_CASE("the dust that is left of a shaded heading is no rule") {
    DrawnPage page;
    draw_table(page);
    wear(page, 1);
    page.hanzi_line({750, 525}, 5);
    std::mt19937 random(7);
    std::uniform_int_distribution<int> x(columns[0] + 8, columns[5] - 8), y(rows[0] + 8, rows[1] - 8);
    for (int i = 0; i < 2500; ++i) cv::circle(page.image, {x(random), y(random)}, 1, cv::Scalar(0), cv::FILLED);
    check_cells(find_regions(page.clean()));
}

TEST_CASE("a column's boundary of which every row shows only crumbs is found by all rows together") {
    const unsigned seed = GENERATE(1u, 2u, 3u);
    DrawnPage page;
    draw_table(page);
    page.hanzi_line({750, 525}, 5);
    page.wipe({{1100 - 3, rows[1] + 4}, cv::Point{1100 + 4, rows[5] - 3}});
    // Four pixels of fifty.
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> offset(8, 38);
    for (int y = rows[1]; y < rows[5]; y += 50) {
        const int at = y + offset(random);
        page.line({1100, at}, {1100, at + 3}, 1);
    }
    check_cells(find_regions(page.clean()));
}

TEST_CASE("a gap that the lines of a label share is no column") {
    DrawnPage page;
    const std::vector<int> wide{300, 1100, 1300, 1500};
    page.grid(wide, rows, 2);
    wear(page, 5);
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
        page.hanzi_line({330, rows[r] + 25}, 12);
        page.text("27", {1160, rows[r] + 65});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 3);
}

TEST_CASE("strokes in line with a column's rule do not carry it into the table below") {
    DrawnPage page;
    const std::vector<int> upper{300, 900, 1200, 1500}, lower{300, 700, 1100, 1500};
    page.grid(upper, {500, 600, 700});
    page.grid(lower, {740, 840, 940, 1040, 1140});
    // A heading over the whole width, then columns of the lower table's own.
    page.wipe({{304, 744}, cv::Point{1497, 837}});
    for (int row = 0; row < 4; ++row) {
        // Upright strokes at the place where the upper table has a rule.
        const int top = 765 + 100 * row;
        page.line({900, top}, {900, top + 50}, 4);
        page.line({880, top + 10}, {920, top + 10}, 3);
        page.line({870, top + 40}, {930, top + 40}, 3);
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 2);
    CHECK(layout.tables[0].columns == 3);
    CHECK(layout.tables[1].columns == 3);
    CHECK(layout.tables[1].rows == 4);
}

namespace {

/// Labels and six columns of numbers; boundaries named in the lists are not drawn at all.
DrawnPage numbers_without(const std::vector<int>& lost_columns, const std::vector<int>& lost_rows) {
    DrawnPage page;
    const std::vector<int> at{200, 800, 950, 1100, 1250, 1400, 1550, 1700};
    std::vector<int> down;
    for (int y = 400; y <= 1200; y += 80) down.push_back(y);
    page.grid(at, down);
    for (const int c : lost_columns) page.wipe({{at[c] - 4, down.front() + 4}, cv::Point{at[c] + 5, down.back() - 3}});
    for (const int r : lost_rows) page.wipe({{at.front() + 4, down[r] - 4}, cv::Point{at.back() - 3, down[r] + 5}});
    // Wiping a column cut the rows' rules, and the other way round.
    for (std::size_t r = 0; r < down.size(); ++r) {
        if (std::find(lost_rows.begin(), lost_rows.end(), static_cast<int>(r)) == lost_rows.end())
            page.line({at.front(), down[r]}, {at.back(), down[r]});
    }
    for (std::size_t c = 0; c < at.size(); ++c) {
        if (std::find(lost_columns.begin(), lost_columns.end(), static_cast<int>(c)) == lost_columns.end())
            page.line({at[c], down.front()}, {at[c], down.back()});
    }
    for (std::size_t r = 0; r + 1 < down.size(); ++r) {
        page.hanzi_line({230, down[r] + 20}, 8, 40);
        for (std::size_t c = 1; c + 1 < at.size(); ++c)
            page.text(std::to_string((7 * r + 3 * c) % (r % 2 == 0 ? 10 : 400)), {at[c] + 50, down[r] + 55});
    }
    return page;
}

}  // namespace

TEST_CASE("boundaries of which nothing is left are told by the numbers on either side") {
    const auto [lost_columns, lost_rows] = GENERATE(std::pair<std::vector<int>, std::vector<int>>{{3}, {}},
                                                    std::pair<std::vector<int>, std::vector<int>>{{}, {4}},
                                                    std::pair<std::vector<int>, std::vector<int>>{{2, 5}, {3, 4, 8}});
    const DrawnPage page = numbers_without(lost_columns, lost_rows);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    CHECK(table.rows == 10);
    REQUIRE(table.columns == 7);
    for (int row = 0; row < table.rows; ++row) {
        for (int column = 1; column < 7; ++column) {
            const LayoutCell* cell = cell_at(table, row, column);
            CAPTURE(row, column);
            REQUIRE(cell != nullptr);
            CHECK(cell->column_span == 1);
            CHECK(cell->row_span == 1);
            CHECK(cell->lines.size() == 1);
        }
    }
}

TEST_CASE("the words of a heading that is wrapped in every column are one row") {
    DrawnPage page;
    const std::vector<int> at{200, 450, 700, 950, 1200, 1450, 1700};
    page.grid(at, {400, 560, 640, 720, 800, 880, 960});
    for (std::size_t c = 0; c + 1 < at.size(); ++c) {
        page.hanzi_line({at[c] + 60, 415}, 2, 45);
        page.hanzi_line({at[c] + 60, 490}, 2, 45);
        for (int y = 640; y <= 960; y += 80) page.text("27", {at[c] + 100, y - 25});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 6);
    CHECK(layout.tables[0].columns == 6);
}

TEST_CASE("a boundary in crumbs between two rows is found, though the rows are few") {
    DrawnPage page;
    const std::vector<int> at{300, 800, 1200, 1700}, down{500, 620, 740};
    page.grid(at, down, 2);
    page.wipe({{at.front() + 4, down[1] - 3}, cv::Point{at.back() - 3, down[1] + 4}});
    // A few pixels of every forty, as a thin rule leaves them that was copied askew.
    for (int x = at.front() + 20; x < at.back() - 20; x += 40) page.line({x, down[1]}, {x + 8, down[1]}, 1);
    for (std::size_t c = 0; c + 1 < at.size(); ++c) {
        page.line({at[c], down.front()}, {at[c], down.back()}, 2);
        page.hanzi_line({at[c] + 100, down[0] + 40}, 4, 40);
        page.text("27", {at[c] + 180, down[1] + 75});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 2);
    CHECK(layout.tables[0].cells.size() == 6);
}
