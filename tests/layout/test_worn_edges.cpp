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
