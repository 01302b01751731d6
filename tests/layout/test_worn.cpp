// SPDX-License-Identifier: GPL-3.0-or-later
// Worn copies: rules of which crumbs are left, specks, and cells that are blank or only seem so.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "document/opencv_view.h"
#include "layout/erase_rules.h"
#include "layout/find_regions.h"
#include "layout/specks.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const std::vector<int> columns{300, 800, 1100, 1400, 2100};
const std::vector<int> rows{500, 600, 700, 800, 900, 1000};

/// A grid of thin rules of which only a share is left, in crumbs of a few pixels.
void worn_grid(DrawnPage& page, double left, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> chance(0, 1);
    const auto crumbs = [&](cv::Point from, cv::Point step, int length) {
        for (int i = 0; i < length; i += 4) {
            if (chance(random) >= left) continue;
            cv::rectangle(page.image, from + i * step, from + (i + 3) * step + cv::Point(step.y, step.x), cv::Scalar(0),
                          cv::FILLED);
        }
    };
    for (const int y : rows) crumbs({columns.front(), y}, {1, 0}, columns.back() - columns.front());
    for (const int x : columns) crumbs({x, rows.front()}, {0, 1}, rows.back() - rows.front());
}

int cells_of(const PageLayout& layout) {
    int count = 0;
    for (const LayoutTable& table : layout.tables) count += static_cast<int>(table.cells.size());
    return count;
}

}  // namespace

TEST_CASE("a grid of which half the ink is left has all its cells") {
    const unsigned seed = GENERATE(1u, 2u, 3u);
    DrawnPage page;
    worn_grid(page, 0.5, seed);
    for (int r = 0; r < 5; ++r) page.text("27", {900, rows[r] + 65});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CAPTURE(seed, layout.tables[0].box.y0, layout.tables[0].box.y1, layout.tables[0].box.x0, layout.tables[0].box.x1);
    CHECK(layout.tables[0].rows == 5);
    CHECK(layout.tables[0].columns == 4);
    CHECK(cells_of(layout) == 20);
}

TEST_CASE("rules of which stretches of crumbs are left that hardly meet are one table") {
    DrawnPage page;
    std::vector<int> across{250}, down{500};
    for (int x = 900; x <= 1950; x += 150) across.push_back(x);
    for (int y = 600; y <= 2000; y += 100) down.push_back(y);
    // Crumbs for 0.6 inches, nothing for 0.4, each rule with its own beginning.
    std::mt19937 random(11);
    std::bernoulli_distribution left(0.6);
    const auto worn_line = [&](cv::Point from, cv::Point step, int length, int shift) {
        for (int at = 0; at < length; at += 4) {
            if ((at + shift) % 300 >= 180 || !left(random)) continue;
            page.line(from + step * at, from + step * (at + 3), 2);
        }
    };
    for (std::size_t i = 0; i < down.size(); ++i)
        worn_line({across.front(), down[i]}, {1, 0}, across.back() - across.front(), static_cast<int>(70 * i));
    for (std::size_t i = 0; i < across.size(); ++i)
        worn_line({across[i], down.front()}, {0, 1}, down.back() - down.front(), static_cast<int>(110 * i));
    for (std::size_t r = 0; r + 1 < down.size(); ++r) {
        page.hanzi_line({280, down[r] + 30}, 9, 40);
        for (std::size_t c = 1; c + 1 < across.size(); ++c)
            page.text(r % 3 == 0 ? "12" : "0", {across[c] + 50, down[r] + 65});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 8);
    CHECK(layout.tables[0].rows == 15);
}

TEST_CASE("parts of a table that wear has left apart are one where their rows go on") {
    DrawnPage page;
    const std::vector<int> left{300, 900, 1050}, right{1250, 1400, 1550, 1700};
    page.grid(left, rows);
    page.grid(right, rows);
    for (int r = 0; r < 5; ++r) {
        page.hanzi_line({330, rows[r] + 30}, 8, 40);
        for (const int x : {960, 1130, 1310, 1460, 1610}) page.text("0", {x, rows[r] + 65});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 5);
    CHECK(layout.tables[0].columns == 6);
}

TEST_CASE("a boundary between blank columns is known by crumbs in a few rows, a column of ones is none") {
    DrawnPage page;
    std::vector<int> down;
    for (int y = 500; y <= 1700; y += 100) down.push_back(y);
    page.grid({300, 900, 1500, 1800}, down);
    // Of the rule at 1200, crumbs are left in every other row; most cells are blank.
    for (std::size_t r = 0; r + 1 < down.size(); ++r) {
        page.hanzi_line({330, down[r] + 30}, 8, 40);
        if (r % 2 == 0) {
            for (int y = down[r] + 12; y < down[r + 1] - 10; y += 14) page.line({1200, y}, {1200, y + 3}, 2);
        }
        page.text("1", {1640, down[r] + 65});
    }
    page.text("12", {1000, down[3] + 65});
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
}

TEST_CASE("numbers that are broken over two lines beside a label of one are those of one row") {
    DrawnPage page;
    const std::vector<int> narrow{300, 700, 820, 940, 1060, 1180, 1300, 1420, 1540};
    const std::vector<int> high{500, 660, 820, 980, 1140};
    page.grid(narrow, high);
    for (std::size_t r = 0; r + 1 < high.size(); ++r) {
        page.hanzi_line({320, high[r] + 95}, 5, 44);
        for (std::size_t c = 1; c + 1 < narrow.size(); ++c) {
            const bool broken = r == 2 && c != 3;
            const auto digits = [&](const std::string& number, int x, int y) {
                for (std::size_t i = 0; i < number.size(); ++i)
                    page.text(number.substr(i, 1), {narrow[c] + x + 27 * static_cast<int>(i), high[r] + y}, 0.9);
            };
            if (broken) digits("4083", 8, 50);
            digits(broken ? "9" : "63", 35, 135);
        }
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 4);
}

TEST_CASE("two tables beside each other in good order stay two, though their rows are in line") {
    DrawnPage page;
    page.grid({300, 600, 900}, rows);
    page.grid({1200, 1500, 1800}, rows);
    for (int r = 0; r < 5; ++r) {
        for (const int x : {420, 720, 1320, 1620}) page.text("0", {x, rows[r] + 65});
    }
    CHECK(find_regions(page.clean()).tables.size() == 2);
}

TEST_CASE("long dashes in narrow and high cells are no boundary between two rows") {
    DrawnPage page;
    std::vector<int> narrow;
    for (int x = 300; x <= 1900; x += 100) narrow.push_back(x);
    page.grid(narrow, {500, 650, 800, 950});
    for (const int y : {575, 725, 875}) {
        for (std::size_t c = 0; c + 1 < narrow.size(); ++c) page.line({narrow[c] + 20, y}, {narrow[c + 1] - 20, y}, 3);
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 3);
}

TEST_CASE("two tables with rules on one line stay two") {
    DrawnPage page;
    worn_grid(page, 0.6, 4);
    page.grid(columns, {1200, 1300, 1400});
    CHECK(find_regions(page.clean()).tables.size() == 2);
}

TEST_CASE("lines of text and columns of numbers are no worn rules") {
    DrawnPage page;
    for (int line = 0; line < 12; ++line) page.hanzi_line({300, 300 + 75 * line}, 30, 50);
    page.grid(columns, {1500, 1580, 1660, 1740, 1820, 1900, 1980, 2060});
    for (int r = 0; r < 7; ++r) {
        page.text("1", {1230, 1560 + 80 * r});
        page.text("0", {930, 1560 + 80 * r});
        page.text("18181817", {1500, 1560 + 80 * r});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 7);
    CHECK(layout.tables[0].columns == 4);
    CHECK(cells_of(layout) == 28);
}

TEST_CASE("rows of dashes are no worn rules") {
    DrawnPage page;
    const std::vector<int> narrow{300, 700, 800, 900, 1000, 1100, 1200, 1300, 1400};
    page.grid(narrow, rows);
    for (int r = 0; r < 5; ++r) {
        for (std::size_t c = 1; c + 1 < narrow.size(); ++c)
            page.line({narrow[c] + 25, rows[r] + 50}, {narrow[c] + 75, rows[r] + 50}, 3);
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].rows == 5);
    for (const LayoutCell& cell : layout.tables[0].cells) CHECK(cell.lines.size() == (cell.column == 0 ? 0 : 1));
}

TEST_CASE("a frame around the page is no part of the table in it") {
    DrawnPage page;
    page.grid(columns, rows);
    page.line({60, 60}, {60, 3400}, 6);
    page.line({60, 60}, {2400, 62}, 6);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].rows == 5);
}

TEST_CASE("lone specks are found, points and commas are not") {
    cv::Mat ink(600, 600, CV_8U, cv::Scalar(0));
    cv::circle(ink, {100, 100}, 3, 255, cv::FILLED);          // alone
    cv::rectangle(ink, {300, 300, 24, 36}, 255, cv::FILLED);  // a digit
    cv::rectangle(ink, {330, 330, 6, 6}, 255, cv::FILLED);    // its decimal point
    cv::rectangle(ink, {450, 100, 30, 4}, 255, cv::FILLED);   // a dash
    const std::vector<cv::Rect> specks = layout::lone_specks(ink, 300);
    REQUIRE(specks.size() == 1);
    CHECK(specks[0].contains({100, 100}));
}

TEST_CASE("on a dusty ground the dust goes and a number's decimal point stays") {
    cv::Mat ink(600, 600, CV_8U, cv::Scalar(0));
    for (int y = 10; y < 600; y += 20) {
        for (int x = 10; x < 600; x += 20) cv::rectangle(ink, {x, y, 4, 4}, 255, cv::FILLED);
    }
    cv::rectangle(ink, {280, 280, 60, 50}, 0, cv::FILLED);
    cv::rectangle(ink, {285, 285, 20, 36}, 255, cv::FILLED);
    cv::rectangle(ink, {315, 285, 20, 36}, 255, cv::FILLED);
    cv::rectangle(ink, {308, 315, 5, 5}, 255, cv::FILLED);
    const std::vector<cv::Rect> specks = layout::lone_specks(ink, 300);
    CHECK(specks.size() > 700);
    for (const cv::Rect& speck : specks) CHECK_FALSE(speck.contains({310, 317}));
}

TEST_CASE("a speck under a number is no second line") {
    DrawnPage page;
    page.grid(columns, rows);
    page.text("27", {900, 560});
    cv::circle(page.image, {915, 582}, 3, cv::Scalar(0), cv::FILLED);
    const LayoutTable table = find_regions(page.clean()).tables.at(0);
    const auto cell = std::find_if(table.cells.begin(), table.cells.end(),
                                   [](const LayoutCell& c) { return c.row == 0 && c.column == 1; });
    REQUIRE(cell != table.cells.end());
    CHECK(cell->lines.size() == 1);
}

TEST_CASE("a blank under a seal is less sure than one on plain paper") {
    DrawnPage page;
    page.grid(columns, rows);
    for (int r = 0; r < 5; ++r) page.text("27", {900, rows[r] + 65});
    CleanPage clean = page.clean();
    clean.seal = Raster(clean.grey.width, clean.grey.height, 1);
    cv::Mat seal = view(clean.seal);
    seal.setTo(0);
    cv::circle(seal, {1250, 550}, 40, 255, cv::FILLED);
    const LayoutTable table = find_regions(clean).tables.at(0);
    for (const LayoutCell& cell : table.cells) {
        CAPTURE(cell.row, cell.column);
        if (cell.column != 1) CHECK((cell.faint_ink > 0.15) == (cell.row == 0 && cell.column == 2));
    }
}

TEST_CASE("how dark a cell without lines is") {
    DrawnPage page;
    page.grid(columns, rows);
    for (int r = 0; r < 5; ++r) page.text("27", {900, rows[r] + 65});
    CleanPage clean = page.clean();
    // A number so faint that the ink mask lacks it, and paper grain.
    cv::Mat grey = view(clean.grey);
    cv::putText(grey, "8", {1200, 565}, cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar(120), 3);
    cv::Mat grain(grey(cv::Rect(1420, 520, 600, 60)).size(), CV_8S);
    cv::theRNG().state = 5;
    cv::randn(grain, 0, 6);
    cv::Mat part = grey(cv::Rect(1420, 520, 600, 60));
    cv::add(part, grain, part, cv::noArray(), CV_8U);
    const LayoutTable table = find_regions(clean).tables.at(0);
    for (const LayoutCell& cell : table.cells) {
        CAPTURE(cell.row, cell.column);
        if (cell.column == 1) continue;
        if (cell.row == 0 && cell.column == 2) {
            CHECK(cell.faint_ink > 0.3);
        } else {
            CHECK(cell.faint_ink < 0.1);
        }
    }
}

TEST_CASE("ones in low rows are no worn rule") {
    DrawnPage page;
    std::vector<int> rows;
    for (int r = 0; r <= 16; ++r) rows.push_back(400 + 48 * r);
    page.grid({300, 700, 1000, 1300}, rows, 4);
    for (int r = 0; r < 16; ++r) {
        const int top = rows[static_cast<std::size_t>(r)] + 12;
        if (r % 3 != 2) page.line({850, top}, {850, top + 24}, 4);
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 3);
}

TEST_CASE("what stands between the cells of a worn table goes, a digit that comes near stays whole") {
    LayoutTable table;
    table.box = {100, 100, 500, 200};
    for (const double x : {104.0, 304.0}) {
        LayoutCell cell;
        cell.box = {x, 104, x + 192, 196};
        table.cells.push_back(cell);
    }
    cv::Mat ink(300, 600, CV_8U, cv::Scalar(0)), grey(300, 600, CV_8U, cv::Scalar(255));
    const auto draw = [&](cv::Rect box) {
        ink(box).setTo(255);
        grey(box).setTo(0);
    };
    draw({298, 110, 4, 30});   // a piece of the rule
    draw({306, 160, 2, 8});    // its crumb, within the cell
    draw({305, 120, 20, 24});  // a digit
    layout::erase_between_cells(table, 300, grey, ink);
    CHECK(cv::countNonZero(ink(cv::Rect(298, 100, 6, 60))) == 0);
    CHECK(cv::countNonZero(ink(cv::Rect(304, 155, 6, 20))) == 0);
    CHECK(cv::countNonZero(ink(cv::Rect(305, 120, 20, 24))) == 20 * 24);
    CHECK(cv::countNonZero(grey(cv::Rect(305, 120, 20, 24))) == 0);
}

TEST_CASE("a boundary in two pieces parts the columns of a low table") {
    DrawnPage page;
    const std::vector<int> across{300, 1180, 1530, 1880, 2220}, down{500, 594, 690};
    page.grid(across, down, 3);
    for (int r = 0; r < 2; ++r) {
        page.hanzi_line({320, 522 + 95 * r}, 6);
        for (int c = 0; c < 3; ++c) page.text("17", {across[static_cast<std::size_t>(c) + 1] + 150, 565 + 95 * r});
        page.wipe({1170, r == 0 ? 572 : 668, 20, 19});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 4);
    CHECK(layout.tables[0].cells.size() == 8);
}
