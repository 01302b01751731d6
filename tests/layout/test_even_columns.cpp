// SPDX-License-Identifier: GPL-3.0-or-later
// Boundaries of worn tables that the distance of the others tells, and numbers that have lost a digit.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "layout/even_columns.h"
#include "layout/find_regions.h"
#include "layout/merged_cells.h"
#include "layout/worn_edges.h"
#include "tests/layout/drawn_page.h"
#include "tests/layout/small_table.h"

using namespace nianbao;
using namespace nianbao::layout;
using namespace nianbao::test;

namespace {

constexpr double dpi = 300;

Grid grid_of(const std::vector<double>& columns) {
    Grid grid;
    for (const double at : columns) grid.columns.push_back({{}, at, 0, 0, 2, ShownBy::rules});
    return grid;
}

std::vector<double> positions_of(const Grid& grid) {
    std::vector<double> at;
    for (const GridLine& line : grid.columns) at.push_back(line.position);
    return at;
}

TextEvidence nothing_said(int rows, int columns) {
    const std::vector<std::vector<TextSays>> says(static_cast<std::size_t>(rows),
                                                  std::vector(static_cast<std::size_t>(columns), TextSays::nothing));
    return {says, says};
}

Edges edges_of(int rows, int columns, double score) {
    const std::vector<std::vector<double>> scores(static_cast<std::size_t>(rows),
                                                  std::vector(static_cast<std::size_t>(columns), score));
    return {scores, scores};
}

}  // namespace

TEST_CASE("a column twice or three times as wide as its many neighbours is two or three") {
    Grid grid = grid_of({100, 200, 301, 400, 600, 699, 800, 1100, 1200, 1301, 1400, 1500});
    REQUIRE(add_even_columns(grid, dpi));
    CHECK(positions_of(grid) ==
          std::vector<double>{100, 200, 301, 400, 500, 600, 699, 800, 900, 1000, 1100, 1200, 1301, 1400, 1500});
    CHECK(grid.columns[4].shown_by == ShownBy::spacing);
    CHECK(grid.columns[4].rules.empty());
    CHECK_FALSE(add_even_columns(grid, dpi));
}

TEST_CASE("wide columns that the others do not tell stay one") {
    // Labels before the numbers, no whole multiple, too few columns beside it.
    for (const std::vector<double>& columns : {std::vector<double>{100, 300, 400, 500, 600, 700, 800, 900},
                                               {100, 200, 300, 400, 550, 650, 750, 850},
                                               {100, 200, 300, 500, 600},
                                               {100, 500, 600, 700, 800, 900, 1000, 1100}}) {
        Grid grid = grid_of(columns);
        CHECK_FALSE(add_even_columns(grid, dpi));
        CHECK(positions_of(grid) == columns);
    }
}

TEST_CASE("a worn row of table 4 that lost the rules between some of its numbers has all its columns") {
    DrawnPage page;
    std::vector<int> columns;
    for (int c = 0; c <= 15; ++c) columns.push_back(300 + 124 * c);
    const std::vector<int> rows{500, 580, 680, 760};
    page.grid(columns, rows, 2);
    page.wipe({{columns[0] + 4, rows[0] + 4}, cv::Point{columns[5] - 3, rows[1] - 3}});
    page.wipe({{columns[5] + 4, rows[0] + 4}, cv::Point{columns[15] - 3, rows[1] - 3}});
    for (const int c : {4, 6, 7}) page.wipe({columns[static_cast<std::size_t>(c)] - 4, rows[1] + 3, 9, 176});
    // All the others are worn.
    for (int y = rows[1]; y < rows[3]; y += 12) page.wipe({columns[0], y, columns[15] - columns[0], 4});
    page.hanzi_line({500, 515}, 4), page.hanzi_line({1400, 515}, 4);
    for (int c = 0; c < 15; ++c) {
        page.hanzi_line({columns[static_cast<std::size_t>(c)] + 16, 605}, 2, 45);
        page.text(std::to_string(10 + 7 * c), {columns[static_cast<std::size_t>(c)] + 30, 735});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    CHECK(table.columns == 15);
    const auto alone = std::ranges::count_if(table.cells, [&](const LayoutCell& cell) {
        return cell.row == table.rows - 1 && cell.column_span == 1 && cell.lines.size() == 1;
    });
    CHECK(alone == 15);
}

TEST_CASE("a row's boundary that is drawn but for a gap between others goes through it") {
    Edges edges = edges_of(2, 20, 1);
    TextEvidence text = nothing_said(2, 20);
    edges.below[0][5] = edges.below[0][6] = 0.1;
    const Edges no_crumbs = edges_of(2, 20, 0);
    SECTION("where nothing stands in its way") {
        complete_lines(edges, no_crumbs, text);
        CHECK(edges.below[0][5] >= drawn);
        CHECK(edges.below[0][6] >= drawn);
    }
    SECTION("not through text") {
        text.below[0][6] = TextSays::across;
        complete_lines(edges, no_crumbs, text);
        CHECK(edges.below[0][5] < drawn);
    }
    SECTION("not at the table's side, where the labels of groups are") {
        edges.below[0][0] = edges.below[0][19] = 0;
        complete_lines(edges, no_crumbs, text);
        CHECK(edges.below[0][0] < drawn);
        CHECK(edges.below[0][19] < drawn);
        CHECK(edges.below[0][5] >= drawn);
    }
}

TEST_CASE("a number that lost a digit stays one where its cell is no wider than the others") {
    LayoutTable table = table_of(1, 15, {});
    NumberColumns numbers = numbers_in(1, 15);
    numbers.columns[4].x1 = numbers.rows[0].values[4].x1 = 4 * wide + 45;
    const Rect rest{4 * wide + 45 + digit, 15, 4 * wide + 55 + digit, 15 + digit};
    SECTION("a digit's width apart") {
        numbers.columns.insert(numbers.columns.begin() + 5, rest);
        numbers.rows[0].values.insert(numbers.rows[0].values.begin() + 5, rest);
        part_merged_cells(table, {numbers}, {}, dpi);
        CHECK(is_full(table, 1, 15));
    }
    SECTION("two columns in one are two") {
        LayoutTable merged = table_of(2, 15, {cell(0, 4, 1, 2)});
        part_merged_cells(merged, {numbers_in(2, 15)}, {}, dpi);
        CHECK(is_full(merged, 2, 15));
    }
}

TEST_CASE("pieces of a broken number are one line, whatever specks stand above it") {
    DrawnPage page;
    page.grid({300, 900, 1030, 1160, 1290}, {400, 600, 700, 800, 900});
    for (int row = 0; row < 4; ++row) page.hanzi_line({320, row == 0 ? 475 : 525 + 100 * row}, 9);
    for (int row = 1; row < 4; ++row) page.text("15", {930, 565 + 100 * row});
    page.text("22", {925, 510});
    page.wipe({900 + 5, 498, 120, 5});  // through the digits' feet
    const bool speck = GENERATE(false, true);
    INFO(speck);
    if (speck) cv::circle(page.image, {940, 468}, 3, cv::Scalar(0), cv::FILLED);
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    const LayoutCell* number = cell_over(table, 0, 1);
    REQUIRE(number != nullptr);
    REQUIRE(number->lines.size() == 1);
    CHECK(number->lines[0].direction == Direction::horizontal);
    CHECK(number->lines[0].box.y1 > 505);
}
