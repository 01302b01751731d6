// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of which a thin 1-bit copy left nothing but dots.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "layout/find_regions.h"
#include "layout/shattered_print.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const std::vector<int> columns{300, 900, 1100, 1300, 1500};
const std::vector<int> rows{400, 480, 560, 640, 720, 800};

DrawnPage table() {
    DrawnPage page;
    page.grid(columns, rows);
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) page.hanzi_line({330, rows[r] + 15}, 9, 48);
    return page;
}

void number(DrawnPage& page, int row, int column) {
    const auto r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
    page.text("27", {columns[c] + 70, rows[r] + 55});
}

/// Dots where a thin digit's strokes were.
void dots(DrawnPage& page, int row, int column) {
    const auto r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
    for (const cv::Point at : {cv::Point{0, 0}, {14, 3}, {2, 16}, {15, 20}, {5, 30}}) {
        const cv::Point from = cv::Point{columns[c] + 80, rows[r] + 26} + at;
        cv::rectangle(page.image, from, from + cv::Point{2, 2}, cv::Scalar(0), cv::FILLED);
    }
}

void dust(DrawnPage& page, int specks) {
    std::mt19937 random(11);
    for (int i = 0; i < specks; ++i) {
        const cv::Point at(static_cast<int>(random() % 2400), static_cast<int>(random() % 3400));
        cv::rectangle(page.image, at, at + cv::Point{1, 1}, cv::Scalar(0), cv::FILLED);
    }
}

const LayoutCell& cell_at(const LayoutTable& table, int row, int column) {
    return *std::ranges::find_if(table.cells,
                                 [&](const LayoutCell& cell) { return cell.row == row && cell.column == column; });
}

constexpr double sure = 0.15;  // faint ink below that is plain paper

}  // namespace

TEST_CASE("a number in dots is read, and no blank") {
    DrawnPage page = table();
    for (int row = 0; row < 5; ++row) {
        for (const int column : {1, 3}) number(page, row, column);
    }
    dots(page, 2, 2);
    dust(page, 60);
    const LayoutTable found = find_regions(page.clean()).tables.at(0);
    REQUIRE(cell_at(found, 2, 2).lines.size() == 1);
    CHECK(cell_at(found, 2, 2).lines[0].box.height() > 25);
    CHECK(cell_at(found, 3, 2).lines.empty());
    CHECK(cell_at(found, 3, 2).faint_ink < sure);
}

TEST_CASE("where many numbers are in dots, none of the table's blanks is sure") {
    DrawnPage page = table();
    for (int row = 0; row < 5; ++row) {
        for (const int column : {1, 3}) dots(page, row, column);
    }
    const LayoutTable found = find_regions(page.clean()).tables.at(0);
    REQUIRE(cell_at(found, 3, 2).lines.empty());
    CHECK(cell_at(found, 3, 2).faint_ink > sure);
}

TEST_CASE("dust that lies everywhere makes no blank doubtful") {
    const int specks = GENERATE(100, 3000, 12000);
    DrawnPage page = table();
    for (int row = 0; row < 5; ++row) number(page, row, 1);
    dust(page, specks);
    const LayoutTable found = find_regions(page.clean()).tables.at(0);
    for (int row = 0; row < 5; ++row) {
        for (const int column : {2, 3}) {
            INFO(specks << " specks, row " << row << ", column " << column);
            CHECK(cell_at(found, row, column).lines.empty());
            CHECK(cell_at(found, row, column).faint_ink < sure);
        }
    }
}

TEST_CASE("specks all over a cell are its shading, those of a line in it are print") {
    LayoutTable table;
    LayoutCell cell;
    cell.box = table.box = {300, 400, 900, 480};
    table.cells.push_back(cell);
    const bool line = GENERATE(false, true);
    INFO(line);
    std::mt19937 random(5);
    std::vector<cv::Rect> specks;
    for (int i = 0; i < 200; ++i) {
        const int x = 300 + static_cast<int>(random() % 600), y = line ? 425 + i % 30 : 400 + i * 2 / 5;
        specks.emplace_back(x, y, 3, 2);
    }
    CHECK(layout::ShatteredPrint(specks, {table}, {2480, 3508}, 300).in(cell) == line);
}
