// SPDX-License-Identifier: GPL-3.0-or-later
// Table 2 without rules: a label and a few numbers a row, under headings.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "layout/find_regions.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

constexpr int label_x = 300, em = 44, row_height = 90;

int x_of(int column, int columns) {
    return 1000 + 1100 * (2 * column + 1) / (2 * columns);
}

/// Title, headings and rows, as one article of table 2; the first baseline is at `y`.
void article(DrawnPage& page, int y, int columns, int rows, bool titled = true) {
    if (titled) page.hanzi_line({960, y - em}, 9, em);
    page.hanzi_line({label_x + 80, y + row_height - em}, 4, em);
    for (int c = 0; c < columns; ++c) page.hanzi_line({x_of(c, columns) - 80, y + row_height - em}, 5, em);
    for (int r = 0; r < rows; ++r) {
        const int baseline = y + (2 + r) * row_height;
        page.hanzi_line({label_x, baseline - em}, 4 + r, em);
        for (int c = 0; c < columns; ++c) page.text(std::to_string(3 + 8 * r + 5 * c), {x_of(c, columns), baseline});
    }
}

void paragraph(DrawnPage& page, int y, int lines) {
    for (int i = 0; i < lines; ++i) page.hanzi_line({200, y + 80 * i}, 38, 48);
}

std::vector<int> shape(const LayoutTable& table) {
    return {table.rows, table.columns};
}

int numbers_alone(const LayoutTable& table, int header_rows) {
    return static_cast<int>(std::ranges::count_if(table.cells, [&](const LayoutCell& cell) {
        return cell.row >= header_rows && cell.column > 0 && cell.lines.size() == 1;
    }));
}

}  // namespace

TEST_CASE("articles of a label and a few numbers a row are tables without rules") {
    DrawnPage page;
    paragraph(page, 300, 4);
    article(page, 900, 3, 2);
    article(page, 1300, 1, 1);
    article(page, 1620, 1, 2);
    paragraph(page, 2200, 5);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 3);
    CHECK(shape(layout.tables[0]) == std::vector{4, 4});
    CHECK(shape(layout.tables[1]) == std::vector{3, 2});
    CHECK(shape(layout.tables[2]) == std::vector{4, 2});
    CHECK(numbers_alone(layout.tables[0], 2) == 6);
    CHECK(numbers_alone(layout.tables[1], 2) == 1);
    CHECK(numbers_alone(layout.tables[2], 2) == 2);
    for (const LayoutTable& table : layout.tables) {
        CHECK(table.confidence == 0);
        CHECK(table.cells.front().column_span == table.columns);  // the title
        CHECK(table.cells.front().lines.size() == 1);
    }
    const auto lines = [](const PageLayout& of) {
        return std::accumulate(of.blocks.begin(), of.blocks.end(), std::size_t{0},
                               [](std::size_t sum, const LayoutBlock& block) { return sum + block.lines.size(); });
    };
    CHECK(lines(layout) == 9);  // both paragraphs, and nothing else
}

TEST_CASE("the section's heading, set larger, is no title of a table without one") {
    DrawnPage page;
    page.hanzi_line({960, 830}, 9, 56);
    article(page, 900, 3, 2, false);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{3, 4});
    CHECK(layout.blocks.size() == 1);
}

TEST_CASE("a thin 1 and a number with a speck on it are values of their rows") {
    DrawnPage page;
    article(page, 900, 3, 3);
    const int baseline = 900 + 3 * row_height;
    page.wipe({x_of(1, 3) - 10, baseline - 50, 90, 60});
    page.line({x_of(1, 3) + 10, baseline - 25}, {x_of(1, 3) + 10, baseline}, 3);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{5, 4});
    CHECK(numbers_alone(layout.tables[0], 2) == 9);
}

TEST_CASE("a number whose digits touch is a value of its row") {
    DrawnPage page;
    article(page, 900, 3, 2);
    const int baseline = 900 + 3 * row_height;
    page.wipe({x_of(1, 3) - 10, baseline - 50, 130, 60});
    page.text("652", {x_of(1, 3), baseline});
    page.line({x_of(1, 3), baseline - 2}, {x_of(1, 3) + 60, baseline - 2}, 3);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{4, 4});
    CHECK(numbers_alone(layout.tables[0], 2) == 6);
}

TEST_CASE("what is left of the table's side between two rows parts them not") {
    DrawnPage page;
    article(page, 900, 3, 2);
    const int between = 900 + 2 * row_height + 18;
    page.line({2250, between}, {2250, between + 36}, 8);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{4, 4});
}

TEST_CASE("numbers in running text, lists of them and rows with blank columns are no such table") {
    SECTION("text") {
        DrawnPage page;
        for (int i = 0; i < 8; ++i) {
            page.hanzi_line({200, 500 + 90 * i}, 12, em);
            page.text("27", {200 + 12 * 48 + 20, 500 + 90 * i + 40});
            page.hanzi_line({920, 500 + 90 * i}, 20, em);
        }
        CHECK(find_regions(page.clean()).tables.empty());
    }
    SECTION("a list of pages") {
        DrawnPage page;
        for (int i = 0; i < 6; ++i) {
            page.hanzi_line({200, 500 + 90 * i}, 9 + i, em);
            page.text(std::to_string(1 + i), {2100, 500 + 90 * i + 40});
        }
        CHECK(find_regions(page.clean()).tables.empty());
    }
    SECTION("blank columns") {
        DrawnPage page;
        page.hanzi_line({380, 990 - em}, 4, em);
        for (int c = 0; c < 7; ++c) page.hanzi_line({x_of(c, 7) - 40, 990 - em}, 2, em);
        for (int r = 0; r < 2; ++r) {
            page.hanzi_line({label_x, 1080 + row_height * r - em}, 5, em);
            for (const int c : {0, 6}) page.text("12", {x_of(c, 7) - 20, 1080 + row_height * r});
        }
        CHECK(find_regions(page.clean()).tables.empty());
    }
}

TEST_CASE("a ruled table keeps its rows, a scrap of one gives way") {
    DrawnPage page;
    article(page, 900, 3, 3);
    const std::vector<int> columns{260, 980, 1360, 1730, 2160};
    const std::vector<int> rows{830, 925, 1015, 1105, 1195, 1285};
    SECTION("whole") {
        page.grid(columns, rows);
        const PageLayout layout = find_regions(page.clean());
        REQUIRE(layout.tables.size() == 1);
        CHECK(layout.tables[0].confidence > 0.5);
        CHECK(shape(layout.tables[0]) == std::vector{5, 4});
    }
    SECTION("a scrap, over two columns of two rows") {
        page.grid({980, 1730}, {1015, 1105, 1195});
        const PageLayout layout = find_regions(page.clean());
        REQUIRE(layout.tables.size() == 1);
        CHECK(layout.tables[0].confidence == 0);
        CHECK(shape(layout.tables[0]) == std::vector{5, 4});
        CHECK(numbers_alone(layout.tables[0], 2) == 9);
    }
}

TEST_CASE("rows that share cells of a ruled table are read without its rules, the others stay in it") {
    DrawnPage page;
    article(page, 900, 3, 2);
    article(page, 1260, 3, 2);
    const std::vector<int> columns{260, 980, 1360, 1730, 2160};
    std::vector<int> rows;
    for (int r = 0; r <= 8; ++r) rows.push_back(835 + row_height * r);
    page.grid(columns, rows);
    const auto of_rows = [&](const PageLayout& layout) {
        int count = 0;
        for (const LayoutTable& table : layout.tables) count += table.rows;
        return count;
    };
    SECTION("whole") {
        const PageLayout layout = find_regions(page.clean());
        REQUIRE(layout.tables.size() == 1);
        CHECK(layout.tables[0].rows == 8);
    }
    SECTION("the first article has lost all rules within") {
        page.wipe({{columns.front() + 4, rows[0] + 4}, cv::Point{columns.back() - 3, rows[4] - 3}});
        article(page, 900, 3, 2);
        const PageLayout layout = find_regions(page.clean());
        REQUIRE(layout.tables.size() == 2);
        CHECK(layout.tables[0].confidence == 0);
        CHECK(layout.tables[1].confidence > 0);
        CHECK(of_rows(layout) == 8);
        CHECK(numbers_alone(layout.tables[0], 2) == 6);
        CHECK(numbers_alone(layout.tables[1], 2) == 6);
    }
}

TEST_CASE("dust beside its numbers does not break a row, nor does a heading's last character make one") {
    DrawnPage page;
    article(page, 900, 3, 2);
    // A wrapped heading: one narrow character on a line of its own.
    page.hanzi_line({x_of(1, 3) - 10, 1000}, 1, 40);
    page.line({1500, 1064}, {1501, 1064}, 9);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
    CHECK(numbers_alone(layout.tables[0], 2) == 6);
}

TEST_CASE("a number on two lines beside a label on two lines stays in its cell") {
    DrawnPage page;
    page.hanzi_line({960, 900 - em}, 9, em);
    page.hanzi_line({340, 990 - em}, 4, em);
    page.hanzi_line({1010, 990 - em}, 3, em);
    for (const int baseline : {1080, 1140, 1230, 1290}) page.hanzi_line({label_x, baseline - em}, 4, em);
    for (const int baseline : {1080, 1230}) page.text("12345", {1008, baseline});
    for (const int baseline : {1140, 1290}) page.text("678", {1008, baseline});
    page.grid({260, 980, 1180}, {835, 925, 1015, 1165, 1315});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].confidence > 0.5);
    CHECK(layout.tables[0].rows == 4);
}

TEST_CASE("rules around close rows stay, though the labels of two rows run together") {
    DrawnPage page;
    const int pitch = 62, top = 900, left = 260, right = 2200;
    const auto y = [&](int row) { return top + row * pitch; };
    for (int row = 0; row <= 4; ++row) page.line({left, y(row)}, {right, y(row)});
    for (const int x : {left, right}) page.line({x, top}, {x, y(4)});
    for (const int x : {900, 1300, 1750}) page.line({x, y(1)}, {x, y(4)});
    page.hanzi_line({1000, top + 8}, 9, em);
    for (const int x : {400, 1000, 1400, 1850}) page.hanzi_line({x, y(1) + 8}, 5, em);
    for (const int row : {2, 3}) {
        page.hanzi_line({label_x, y(row) + 6}, 2 * row, 50);  // as high as the row
        for (const int x : {1000, 1400, 1850}) page.text(std::to_string(row * 37 + x / 50), {x, y(row) + 50});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{4, 4});
    CHECK(layout.tables[0].confidence > 0.9);
}

TEST_CASE("headings that hang together are told by their second lines, and stand over as many columns as there are") {
    DrawnPage page;
    paragraph(page, 300, 4);
    page.hanzi_line({960, 900 - em}, 9, em);
    page.hanzi_line({label_x + 80, 1000 - em}, 4, em);
    // Hardly more paper between them than between their characters.
    const bool fourth = GENERATE(false, true);
    INFO(fourth);
    for (int c = 0; c < (fourth ? 4 : 3); ++c) {
        const int x = x_of(c, 3);
        page.hanzi_line({x - 166, 970 - em}, 8, em);
        page.hanzi_line({x - em / 2, 1030 - em}, 1, em);
    }
    // The label stands higher than its numbers.
    page.hanzi_line({label_x, 1118 - em}, 2, em);
    for (int c = 0; c < 3; ++c) page.text(std::to_string(3 + 5 * c), {x_of(c, 3) - 10, 1120}, 1.4);
    paragraph(page, 2200, 5);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == (fourth ? 0 : 1));
    if (fourth) return;
    CHECK(shape(layout.tables[0]) == std::vector{3, 4});
    CHECK(numbers_alone(layout.tables[0], 2) == 3);
}

TEST_CASE("a character of a label that looks like a number is none of its row's") {
    DrawnPage page;
    paragraph(page, 300, 4);
    article(page, 900, 3, 1);
    page.hanzi_line({label_x, 1166 - em}, 3, em);
    // Far behind the rest of the label, narrow, and taller than digits.
    page.line({560, 1118}, {560, 1166}, 6), page.line({560, 1140}, {585, 1140}, 6);
    for (int c = 0; c < 3; ++c) page.text(std::to_string(40 + c), {x_of(c, 3), 1160});
    paragraph(page, 2200, 5);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(shape(layout.tables[0]) == std::vector{4, 4});
    CHECK(numbers_alone(layout.tables[0], 2) == 6);
}
