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

TEST_CASE("a stroke across the strokes of a last row's heading is not where the cut table ends") {
    DrawnPage page;
    const std::vector<int> columns{300, 1000, 1360, 1720, 2080};
    page.line({300, 500}, {2080, 500});
    page.line({300, 600}, {2080, 600});
    page.line({300, 500}, {300, 760});
    page.line({2080, 500}, {2080, 760});
    for (const int x : {1000, 1360, 1720}) page.line({x, 600}, {x, 760});
    page.hanzi_line({1000, 530}, 9);
    page.hanzi_line({560, 660}, 4);
    for (int c = 1; c < 4; ++c) {
        if (c > 1) page.hanzi_line({columns[static_cast<std::size_t>(c)] + 60, 614}, 5);
        page.hanzi_line({columns[static_cast<std::size_t>(c)] + 130, 690}, 2);
    }
    // 制, its strokes in one.
    page.line({1080, 640}, {1250, 640});
    for (int x = 1085; x < 1250; x += 20) page.line({x, 612}, {x, 676});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 2);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].open_bottom);
    CHECK(layout.tables[0].box.y1 > 750);
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

TEST_CASE("a long stroke of a label makes no row that no cell has") {
    DrawnPage page;
    page.grid(columns, rows);
    page.text("12", {900, 640});
    page.line({330, 700}, {540, 700});  // 一 beside 一, as long as a short rule
    page.hanzi_line({560, 675}, 4);
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    CHECK(table.rows == 4);
    CHECK(table.cells.size() == 16);
    CHECK(tiles(table));
}

TEST_CASE("rows cut off by the page's end that lost their other rule reach as far as most of their columns do") {
    DrawnPage page;
    const std::vector<int> columns{250, 1300, 1440, 1580, 1720, 1860, 2000, 2140};
    page.line({columns.front(), 470}, {columns.back(), 470});
    for (std::size_t c = 0; c < columns.size(); ++c) {
        // Two are worn at their upper ends.
        page.line({columns[c], c == 2 ? 330 : c == 5 ? 360 : 270}, {columns[c], 470});
    }
    for (const int baseline : {350, 445}) {
        page.hanzi_line({320, baseline - 44}, 5, 44);
        for (std::size_t c = 1; c + 1 < columns.size(); ++c) page.text("7", {columns[c] + 55, baseline});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 7);
    CHECK(layout.tables[0].box.y0 < 300);
}

TEST_CASE("a last row whose rule is gone is known by several columns that end alike, the others worn off") {
    DrawnPage page;
    std::vector<int> columns;
    for (int c = 0; c <= 15; ++c) columns.push_back(250 + 130 * c);
    for (const int y : {400, 500, 640}) page.line({columns.front(), y}, {columns.back(), y});
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool whole = c == 2 || c == 5 || c == 8 || c == 11;
        page.line({columns[c], 400}, {columns[c], whole ? 730 : 646});
    }
    for (std::size_t c = 0; c + 1 < columns.size(); ++c) page.text("0", {columns[c] + 50, 705});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 3);
    CHECK(std::ranges::count_if(layout.tables[0].cells,
                                [](const LayoutCell& cell) { return cell.row == 2 && cell.lines.size() == 1; }) == 15);
}
