// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "document/opencv_view.h"
#include "layout/find_regions.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const std::vector<int> columns{300, 800, 1100, 1400, 2100};
const std::vector<int> rows{500, 580, 660, 740, 900};

const LayoutCell* cell_at(const LayoutTable& table, int row, int column) {
    const auto found = std::find_if(table.cells.begin(), table.cells.end(), [&](const LayoutCell& c) {
        return c.row <= row && row < c.row + c.row_span && c.column <= column && column < c.column + c.column_span;
    });
    return found == table.cells.end() ? nullptr : &*found;
}

bool tiles(const LayoutTable& table) {
    int covered = 0;
    for (const LayoutCell& cell : table.cells) covered += cell.row_span * cell.column_span;
    return covered == table.rows * table.columns;
}

}  // namespace

TEST_CASE("a plain grid gives its rows and columns, and boxes inside the rules") {
    DrawnPage page;
    page.grid(columns, rows);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    CHECK(table.rows == 4);
    CHECK(table.columns == 4);
    CHECK(table.cells.size() == 16);
    CHECK_FALSE(table.open_top);
    CHECK_FALSE(table.open_bottom);
    CHECK(table.confidence > 0.95);
    const Rect& box = cell_at(table, 1, 2)->box;
    CHECK(box.x0 == Approx(1100).margin(6));
    CHECK(box.y1 == Approx(660).margin(6));
    CHECK(box.x0 > 1101);
}

TEST_CASE("a missing rule makes a spanning cell") {
    DrawnPage page;
    page.grid(columns, rows);
    page.wipe({1095, 505, 10, 70});  // between columns 1 and 2 in row 0
    page.wipe({305, 655, 490, 10});  // under row 1, column 0
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(cell_at(table, 0, 1)->column_span == 2);
    CHECK(cell_at(table, 1, 0)->row_span == 2);
    CHECK(table.cells.size() == 14);
    CHECK(tiles(table));
}

TEST_CASE("characters standing where a rule would be do not split a spanning cell") {
    DrawnPage page;
    page.grid(columns, rows);
    page.wipe({795, 505, 610, 70});
    page.hanzi_line({775, 512}, 7, 56);  // strokes over both missing rules, nearly as tall as the row
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(table.columns == 4);
    CHECK(cell_at(table, 0, 0)->column_span == 4);
    CHECK(tiles(table));
}

TEST_CASE("a table cut by the page's end is closed where its vertical rules end") {
    DrawnPage page;
    page.grid(columns, rows);
    page.wipe({290, 890, 1820, 20});
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(table.rows == 4);
    CHECK(table.open_bottom);
    CHECK_FALSE(table.open_top);
}

TEST_CASE("worn, thick, double and tilted rules still make the grid") {
    SECTION("worn: a fifth of every rule is gone, in short gaps") {
        DrawnPage page;
        page.grid(columns, rows, 2);
        std::mt19937 random(7);
        for (int y = 0; y < page.image.rows; ++y) {
            for (int x = 0; x < page.image.cols; x += 3) {
                if (page.image.at<uchar>(y, x) == 0 && random() % 5 == 0) {
                    cv::rectangle(page.image, {x, y - 1}, {x + 2, y + 1}, cv::Scalar(255), cv::FILLED);
                }
            }
        }
        const LayoutTable table = find_regions(page.clean()).tables.at(0);
        CHECK(table.rows == 4);
        CHECK(table.columns == 4);
        CHECK(table.cells.size() == 16);
    }
    SECTION("thick") {
        DrawnPage page;
        page.grid(columns, rows, 11);
        CHECK(find_regions(page.clean()).tables.at(0).cells.size() == 16);
    }
    SECTION("double outer rules") {
        DrawnPage page;
        page.grid(columns, rows);
        page.grid({292, 2108}, {492, 908});
        CHECK(find_regions(page.clean()).tables.at(0).cells.size() == 16);
    }
    SECTION("tilted by half a degree") {
        DrawnPage page;
        page.grid(columns, rows);
        const cv::Mat turn = cv::getRotationMatrix2D({1200, 700}, 0.5, 1);
        cv::warpAffine(page.image, page.image, turn, page.image.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                       cv::Scalar(255));
        CHECK(find_regions(page.clean()).tables.at(0).cells.size() == 16);
    }
    SECTION("at 150 dpi") {
        DrawnPage page(150);
        page.grid({150, 400, 550, 700, 1050}, {250, 290, 330, 370, 450}, 1);
        CHECK(find_regions(page.clean()).tables.at(0).cells.size() == 16);
    }
}

TEST_CASE("rules are erased and digits beside them stay whole") {
    DrawnPage page;
    page.grid(columns, rows);
    page.text("417", {1150, 640});
    const PageLayout layout = find_regions(page.clean());
    const cv::Mat reading = view(layout.reading);
    const LayoutCell* cell = cell_at(layout.tables.at(0), 1, 2);
    REQUIRE(cell->lines.size() == 1);
    const Rect& box = cell->lines[0].box;
    const cv::Rect around(static_cast<int>(box.x0) - 2, static_cast<int>(box.y0) - 2, static_cast<int>(box.width()) + 4,
                          static_cast<int>(box.height()) + 4);
    CHECK(cv::countNonZero(reading(around) < 128) == cv::countNonZero(page.image(around) < 128));
    CHECK(cv::countNonZero(reading < 128) == cv::countNonZero(reading(around) < 128));  // nothing else is left
}

TEST_CASE("no tables where there are none") {
    SECTION("a blank page") {
        CHECK(find_regions(DrawnPage().clean()).tables.empty());
    }
    SECTION("running text") {
        DrawnPage page;
        for (int i = 0; i < 20; ++i) page.hanzi_line({300, 400 + 80 * i}, 30);
        CHECK(find_regions(page.clean()).tables.empty());
    }
    SECTION("a frame around one line is a box, and its text is kept") {
        DrawnPage page;
        page.grid({1800, 2100}, {200, 300});
        page.hanzi_line({1850, 225}, 4);
        const PageLayout layout = find_regions(page.clean());
        CHECK(layout.tables.empty());
        REQUIRE(layout.blocks.size() == 1);
        CHECK(layout.blocks[0].lines[0].box.width() == Approx(200).margin(12));
    }
    SECTION("noise") {
        DrawnPage page;
        cv::randu(page.image, 0, 2);
        page.image *= 255;
        CHECK(find_regions(page.clean()).tables.empty());
    }
}

TEST_CASE("a border around the page and the tables on it is no table, though lines part it") {
    DrawnPage page;
    page.grid(columns, rows);
    page.grid({60, 150, 2400}, {80, 3400});
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
        for (const int x : {900, 1200, 1700}) page.text("12", {x, rows[r] + 60});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].cells.size() == 16);
}

TEST_CASE("two tables with text between them are two, in reading order") {
    DrawnPage page;
    page.grid(columns, rows);
    page.hanzi_line({300, 1000}, 20);
    page.grid({300, 900, 2100}, {1200, 1300, 1400});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 2);
    REQUIRE(layout.order.size() == 3);
    CHECK(layout.order[0].kind == LayoutItem::Kind::table);
    CHECK(layout.order[1].kind == LayoutItem::Kind::block);
    CHECK(layout.tables[layout.order[2].index].columns == 2);
}

TEST_CASE("a table inside the edges of its sheet is found where one of its rules is in line with them") {
    DrawnPage page;
    // The rim of a photographed sheet: its upper and right edge, and a crease.
    page.line({200, 100}, {2200, 100});
    page.line({2200, 100}, {2200, 2600});
    page.line({1500, 100}, {1500, 400});
    page.grid({300, 900, 1500, 2100}, {800, 900, 1000, 1100});
    for (const int y : {850, 950, 1050}) {
        for (const int x : {500, 1100, 1700}) page.text("27", {x, y + 15});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 3);
    CHECK(layout.tables[0].columns == 3);
}

TEST_CASE("strokes of a large heading right above a table are no open row of it") {
    DrawnPage page;
    page.grid({300, 900, 1500, 2100}, {500, 600, 700, 800});
    for (const int x : {700, 820, 905, 1100, 1240}) {
        cv::line(page.image, {x, 420}, {x, 480}, cv::Scalar(0), 5);
        cv::line(page.image, {x - 30, 450}, {x + 40, 450}, cv::Scalar(0), 5);
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 3);
    CHECK_FALSE(layout.tables[0].open_top);
}

TEST_CASE("a row with one rule under it, or over it, is a row") {
    for (const int rule : {300, 400}) {
        DrawnPage page;
        for (int column = 0; column < 6; ++column) {  // the last side is lost
            page.line({300 + 200 * column, 300}, {300 + 200 * column, 400});
            page.text("7", {380 + 200 * column, 370});
        }
        page.line({300, rule}, {1500, rule});
        const PageLayout layout = find_regions(page.clean());
        REQUIRE(layout.tables.size() == 1);
        CHECK(layout.tables[0].rows == 1);
        CHECK(layout.tables[0].columns == 6);
    }
}

TEST_CASE("strokes that stand on an underline are no row") {
    DrawnPage page;
    page.line({300, 400}, {1500, 400});
    for (int i = 0; i < 8; ++i) page.line({350 + 130 * i, 330 + 9 * (i * 5 % 7)}, {350 + 130 * i, 400}, 4);
    CHECK(find_regions(page.clean()).tables.empty());
}

TEST_CASE("double rules are one each, and rows end where they do") {
    DrawnPage page;
    const std::vector<int> columns{300, 700, 1000, 1300, 1600}, rows{400, 500, 600, 700, 800};
    for (const int by : {0, 7}) {
        std::vector<int> x = columns, y = rows;
        for (int& at : x) at += by;
        for (int& at : y) at += by;
        page.grid(x, y, 3);
    }
    for (int r = 0; r < 4; ++r) page.text("12", {800, rows[static_cast<std::size_t>(r)] + 75});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 4);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].cells.size() == 16);
}

TEST_CASE("rules between labels that touch them are kept where they go through another") {
    DrawnPage page;
    std::vector<int> columns;
    for (int c = 0; c <= 8; ++c) columns.push_back(300 + 160 * c);
    const std::vector<int> rows{400, 470, 540};
    page.grid(columns, rows, 4);
    // Labels fill their columns from rule to rule.
    for (int c = 0; c < 8; ++c) page.hanzi_line({columns[static_cast<std::size_t>(c)] + 4, 412}, 4, 38);
    for (int c = 0; c < 8; ++c) page.text("3", {columns[static_cast<std::size_t>(c)] + 60, 525});
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
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 5);
    const LayoutCell* cell = cell_at(layout.tables[0], 0, left ? 0 : 4);
    REQUIRE(cell != nullptr);
    CHECK(cell->row_span == 4);
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
    const std::vector<int> wide{300, 700, 1000, 1300, 1600}, high{400, 500, 600, 700, 800};
    for (const int by : {0, 15}) {
        std::vector<int> x = wide, y = high;
        for (int& at : x) at += by;
        for (int& at : y) at += by;
        page.grid(x, y, 8);
    }
    std::mt19937 random(3);
    for (const int y : high) {
        for (int x = 310; x < 1600; x += 2) {
            const int crumb = static_cast<int>(random() % 3);
            if (crumb > 0) page.line({x, y + 4}, {x, y + 4 + crumb}, 1);
        }
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].cells.size() == 16);
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
