// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of numbers in which one boundary left nothing: two numbers in one box would be read as one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "layout/find_regions.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

constexpr int fields = 10, left = 200, wide = 140;
const std::vector<int> rows{400, 480, 560, 640};

int boundary(int i) {
    return left + wide * i;
}

/// Two rows of headings and one of numbers, as table 4 has.
DrawnPage disputes() {
    DrawnPage page;
    std::vector<int> columns;
    for (int i = 0; i <= fields; ++i) columns.push_back(boundary(i));
    page.grid(columns, rows, 2);
    page.wipe({{boundary(0) + 4, rows[0] + 4}, cv::Point{boundary(5) - 3, rows[1] - 3}});
    page.wipe({{boundary(5) + 4, rows[0] + 4}, cv::Point{boundary(10) - 3, rows[1] - 3}});
    page.hanzi_line({boundary(2), 415}, 4);
    page.hanzi_line({boundary(7), 415}, 4);
    for (int i = 0; i < fields; ++i) {
        page.hanzi_line({boundary(i) + 30, 505}, 2, 38);
        page.text(std::to_string((7 * i) % 30), {boundary(i) + 50, 620});
    }
    return page;
}

/// Takes a third of every row's rule away, in pieces of 4 pixels.
void wear(DrawnPage& page, const std::vector<int>& down, int right) {
    std::mt19937 random(3);
    std::bernoulli_distribution gone(0.35);
    for (const int y : down) {
        for (int x = left; x < right; x += 4) {
            if (gone(random)) page.wipe({x, y - 2, 4, 5});
        }
    }
}

int values_of(const PageLayout& layout) {
    REQUIRE(layout.tables.size() == 1);
    const LayoutTable& table = layout.tables[0];
    return static_cast<int>(std::count_if(table.cells.begin(), table.cells.end(), [&](const LayoutCell& cell) {
        return cell.row == table.rows - 1 && cell.lines.size() == 1;
    }));
}

}  // namespace

TEST_CASE("two numbers of a row are two where the rule between them is wholly gone") {
    DrawnPage page = disputes();
    page.wipe({{boundary(6) - 3, rows[2] + 2}, cv::Point{boundary(6) + 4, rows[3] - 1}});
    CHECK(values_of(find_regions(page.clean())) == fields);
}

TEST_CASE("a boundary that is gone in headings and numbers alike is told by its numbers") {
    DrawnPage page = disputes();
    page.wipe({{boundary(6) - 3, rows[1] + 2}, cv::Point{boundary(6) + 4, rows[3] - 1}});
    // Its headings, side by side, look like one.
    page.hanzi_line({boundary(6) - 75, 505}, 4, 38);
    CHECK(values_of(find_regions(page.clean())) == fields);
}

TEST_CASE("one number in a cell of twice the width stays one") {
    DrawnPage page = disputes();
    page.wipe({{boundary(5) + 4, rows[1] + 4}, cv::Point{boundary(7) - 3, rows[3] - 3}});
    page.line({boundary(5), rows[2]}, {boundary(7), rows[2]}, 2);
    page.hanzi_line({boundary(6) - 40, 505}, 2, 38);
    page.text("1835", {boundary(6) - 45, 620});
    CHECK(values_of(find_regions(page.clean())) == fields - 1);
}

TEST_CASE("a letter-spaced heading over several columns is not cut where their rules would go on") {
    DrawnPage page;
    const std::vector<int> columns{200, 700, 1100, 1500, 1900}, down{400, 480, 560, 640, 720};
    page.grid(columns, down, 2);
    page.wipe({{204, 404}, cv::Point{1897, 477}});
    wear(page, down, 1900);
    // Gaps as wide as those between two columns' texts, one of them at a boundary.
    for (int i = 0; i < 8; ++i) page.hanzi({822 + 100 * i, 412}, 55);
    for (const int x : columns) {
        if (x == 1900) break;
        page.hanzi_line({x + 100, 505}, 4, 38);
        for (const int y : {620, 700}) page.text("27", {x + 150, y});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const auto& cells = layout.tables[0].cells;
    CHECK(std::count_if(cells.begin(), cells.end(), [](const LayoutCell& cell) { return cell.row == 0; }) == 1);
}

TEST_CASE("headings that are wrapped stay one row where that row is as high as two") {
    DrawnPage page;
    const std::vector<int> columns{200, 700, 1100, 1500, 1900}, down{400, 480, 620, 700, 780, 860, 940, 1020};
    page.grid(columns, down, 2);
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
        page.hanzi_line({columns[i] + 100, 495}, 3, 38);
        page.hanzi_line({columns[i] + 120, 570}, 2, 38);
        for (std::size_t k = 2; k + 1 < down.size(); ++k) page.text("27", {columns[i] + 150, down[k] + 60});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 7);
}

TEST_CASE("a 1 that stands where another article has a boundary stays with its number") {
    DrawnPage page;
    const std::vector<int> down{400, 480, 560, 640, 720, 800, 880, 960};
    page.grid({200, 700, 1100, 1500, 1900}, {400, 480, 560, 640}, 2);
    page.grid({200, 1900}, {640, 720}, 2);
    page.grid({200, 885, 1500, 1900}, {720, 800, 880, 960}, 2);
    wear(page, down, 1900);
    for (const int y : {400, 480, 560}) {
        for (const int x : {200, 700, 1100, 1500}) {
            if (x != 700 || y == 400) page.text("27", {x + 150, y + 55});
        }
    }
    page.hanzi_line({950, 658}, 5, 45);
    for (const int y : {720, 800, 880}) {
        for (const int x : {200, 885, 1500}) page.text("27", {x + 150, y + 55});
    }
    // Beside another digit, and alone.
    page.line({885, 508}, {885, 536}, 4);
    page.text("4", {893, 536});
    page.line({885, 588}, {885, 616}, 4);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    const auto& cells = layout.tables[0].cells;
    for (const double y : {520, 600}) {
        const auto found = std::find_if(cells.begin(), cells.end(), [&](const LayoutCell& cell) {
            return cell.box.contains({905, y});
        });
        REQUIRE(found != cells.end());
        CHECK(found->box.contains({720, y}));
        REQUIRE(found->lines.size() == 1);
        CHECK(found->lines[0].box.x0 < 886);
    }
}
