// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of which no rule is left, or was ever printed.
#include <algorithm>
#include <catch2/catch.hpp>

#include "layout/find_regions.h"

#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

constexpr int columns = 7, first_column = 1000, column_width = 180, first_row = 700, row_height = 90;

int x_of(int column) {
    return first_column + column * column_width;
}

int y_of(int row) {
    return first_row + row * row_height;
}

/// Labels of two levels, headings of one, and numbers.
DrawnPage applications(int rows) {
    DrawnPage page;
    page.hanzi_line({200, 450}, 14, 66);  // the section's title
    for (int c = 0; c < columns; ++c) page.hanzi_line({x_of(c) - 25, 590}, 2, 42);
    for (int r = 0; r < rows; ++r) {
        page.hanzi_line({500, y_of(r) - 40}, 8, 42);
        for (int c = 0; c < columns; ++c) page.text(std::to_string((r * 7 + c * c * 5) % 120), {x_of(c), y_of(r)});
    }
    page.hanzi_line({200, y_of(rows) + 40}, 30, 50);
    return page;
}

const LayoutCell& cell_at(const LayoutTable& table, int row, int column) {
    const auto found = std::find_if(table.cells.begin(), table.cells.end(),
                                    [&](const LayoutCell& c) { return c.row == row && c.column == column; });
    REQUIRE(found != table.cells.end());
    return *found;
}

bool tiles(const LayoutTable& table) {
    std::vector<int> covered(static_cast<std::size_t>(table.rows * table.columns), 0);
    for (const LayoutCell& cell : table.cells) {
        for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
            for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
                ++covered.at(static_cast<std::size_t>(r * table.columns + c));
            }
        }
    }
    return std::all_of(covered.begin(), covered.end(), [](int n) { return n == 1; });
}

}  // namespace

TEST_CASE("rows of numbers under each other are a table without rules") {
    const PageLayout layout = find_regions(applications(6).clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    CHECK(tiles(table));
    CHECK(table.columns == 1 + columns);
    CHECK(table.rows == 1 + 6);
    for (int r = 0; r < table.rows; ++r) {
        for (int c = 1; c <= columns; ++c) {
            INFO("row " << r << ", column " << c);
            CHECK(cell_at(table, r, c).lines.size() == 1);
        }
    }
    for (int r = 1; r < table.rows; ++r) CHECK(cell_at(table, r, 0).lines.size() == 1);
    // The title above it and the paragraph below stay what they are.
    CHECK(table.box.y0 > 450 + 66);
    CHECK(table.box.y1 < y_of(6) + 40);
    CHECK(layout.blocks.size() == 2);
}

TEST_CASE("a row of many numbers is a table, and a dash stands in a column of its own") {
    DrawnPage page;
    for (int c = 0; c < 15; ++c) {
        page.hanzi_line({200 + 130 * c, 500}, 2, 36);
        if (c == 6 || c == 8) {
            page.line({220 + 130 * c, 625}, {245 + 130 * c, 625}, 5);
        } else {
            page.text(std::to_string(c % 4), {220 + 130 * c, 640});
        }
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 15);
    CHECK(layout.tables[0].rows == 2);
    CHECK(tiles(layout.tables[0]));
}

TEST_CASE("numbers in running text, and a few beside each other, are no table") {
    DrawnPage page;
    for (int line = 0; line < 8; ++line) {
        for (int k = 0; k < 6; ++k) {
            page.hanzi_line({200 + 340 * k, 400 + 90 * line}, 4, 50);
            page.text("20", {410 + 340 * k, 442 + 90 * line});
        }
    }
    for (int c = 0; c < 4; ++c) page.text("7", {300 + 300 * c, 1400});
    for (int c = 0; c < 4; ++c) page.text("8", {300 + 300 * c, 1500});
    CHECK(find_regions(page.clean()).tables.empty());
}

TEST_CASE("crumbs of a column's rule are no column") {
    DrawnPage page = applications(6);
    for (const int r : {0, 3}) page.line({x_of(3) - 60, y_of(r) - 28}, {x_of(3) - 60, y_of(r)}, 5);
    for (int r = 0; r < 6; ++r) page.line({x_of(4) - 60, y_of(r) - 50}, {x_of(4) - 60, y_of(r) - 40}, 2);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 1 + columns);
}

TEST_CASE("a blank cell keeps its place among those without rules") {
    DrawnPage page = applications(6);
    page.wipe({x_of(2) - 20, y_of(3) - 40, 100, 50});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    CHECK(table.columns == 1 + columns);
    CHECK(cell_at(table, 4, 3).lines.empty());
    CHECK(cell_at(table, 4, 4).lines.size() == 1);
}

TEST_CASE("a number is whole where it is wider than its column's others, and was not known for one") {
    DrawnPage page = applications(6);
    for (int r = 0; r < 6; ++r) page.wipe({x_of(2) - 20, y_of(r) - 40, 140, 50});
    for (const int r : {0, 1, 2, 4, 5}) page.text("0", {x_of(2), y_of(r)});
    // The first two digits touch.
    page.text("48000", {x_of(2), y_of(3)});
    page.line({x_of(2) + 4, y_of(3) - 4}, {x_of(2) + 44, y_of(3) - 4}, 6);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutCell& cell = cell_at(layout.tables[0], 4, 3);
    REQUIRE(cell.lines.size() == 1);
    CHECK(cell.lines[0].box.width() > 115);
}

TEST_CASE("a sign before its number stays with it") {
    DrawnPage page = applications(6);
    for (int r = 0; r < 6; ++r) {
        page.wipe({x_of(2) - 20, y_of(r) - 40, 140, 50});
        page.text("7", {x_of(2) + 20, y_of(r)});
    }
    page.line({x_of(2) - 24, y_of(3) - 14}, {x_of(2) - 4, y_of(3) - 14}, 4);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutCell& cell = cell_at(layout.tables[0], 4, 3);
    REQUIRE(cell.lines.size() == 1);
    CHECK(cell.lines[0].box.x0 < x_of(2) - 15);
}

TEST_CASE("a row of another table, of more columns, is not of the one above") {
    DrawnPage page;
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 7; ++c) page.text("3", {1200 + 130 * c, 500 + 90 * r});
    }
    for (int c = 0; c < 15; ++c) page.text("4", {160 + 130 * c, 980});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 2);
    CHECK(layout.tables[0].columns == 7);
    CHECK(layout.tables[1].columns == 15);
}

TEST_CASE("headings of one character a line do not make a ruled table one without rules") {
    DrawnPage page;
    std::vector<int> columns;
    for (int c = 0; c <= 12; ++c) columns.push_back(300 + 90 * c);
    page.grid(columns, {400, 720, 790});
    for (int c = 0; c < 12; ++c) {
        // As narrow as digits; those of a line need not be equally high.
        for (int line = 0; line < 4; ++line) page.hanzi({328 + 90 * c, 410 + 76 * line}, 36 + 2 * (c % 3));
        page.text("7", {335 + 90 * c, 765});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 2);
    CHECK(layout.tables[0].cells.size() == 24);
}
