// SPDX-License-Identifier: GPL-3.0-or-later
// Dashes for no number, as small as dust and far from other ink.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "layout/dashes.h"
#include "layout/find_regions.h"
#include "layout/specks.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using nianbao::layout::Dashes;
using nianbao::layout::find_regions;
using nianbao::test::DrawnPage;

namespace {

const cv::Size dash{9, 3};

/// Four columns of labels and numbers in high rows, three of dashes.
DrawnPage table_of_dashes() {
    const std::vector<int> columns{300, 800, 1000, 1200, 1400}, rows{500, 650, 800, 950, 1100};
    DrawnPage page;
    page.grid(columns, rows);
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
        page.hanzi_line({320, rows[r] + 50}, 6);
        page.text("27", {850, rows[r] + 90});
        for (std::size_t c = 2; c + 1 < columns.size(); ++c) {
            const cv::Rect at({columns[c] + 95, rows[r] + 74}, dash);
            cv::rectangle(page.image, at, cv::Scalar(0), cv::FILLED);
        }
    }
    return page;
}

}  // namespace

TEST_CASE("strokes alike in one row or column are dashes, dust of all shapes is not") {
    std::vector<cv::Rect> boxes;
    for (int i = 0; i < 4; ++i) boxes.emplace_back(cv::Point(500 + 200 * i, 700 + i % 2), dash);
    for (int i = 0; i < 4; ++i) boxes.emplace_back(cv::Point(400, 1500 + 130 * i), dash);
    boxes.emplace_back(cv::Point(1900, 2300), dash);  // alone
    boxes.emplace_back(505, 701, 9, 8);               // a blot
    boxes.emplace_back(cv::Point(1000, 2500), dash);  // two in a row
    boxes.emplace_back(cv::Point(1100, 2500), dash);
    boxes.emplace_back(1200, 2500, 22, 3);  // longer
    const Dashes dashes(boxes, 300);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        INFO(i);
        CHECK(dashes.contains(boxes[i]) == (i < 8));
    }
}

TEST_CASE("a page of dust holds no dashes") {
    std::vector<cv::Rect> boxes;
    for (int i = 0; i < 1200; ++i) boxes.emplace_back(cv::Point((i % 40) * 60, (i / 40) * 100), dash);
    const Dashes dashes(boxes, 300);
    CHECK_FALSE(dashes.contains(boxes.front()));
}

TEST_CASE("short dashes in high rows are seen, and no dirt") {
    const PageLayout layout = find_regions(table_of_dashes().clean());
    REQUIRE(layout.tables.size() == 1);
    int seen = 0;
    for (const LayoutCell& cell : layout.tables[0].cells) {
        if (cell.column < 2) continue;
        INFO(cell.row << ", " << cell.column);
        REQUIRE(cell.lines.size() == 1);
        CHECK(cell.lines[0].dash);
        ++seen;
    }
    CHECK(seen == 8);
}

TEST_CASE("a lone speck as long as a dash stays dust") {
    DrawnPage page = table_of_dashes();
    for (const int x : {1000, 1200}) {
        for (const int y : {500, 650, 800, 950}) page.wipe({x + 80, y + 60, 60, 30});
    }
    cv::rectangle(page.image, cv::Rect({1105, 700}, dash), cv::Scalar(0), cv::FILLED);
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    for (const LayoutCell& cell : layout.tables[0].cells) {
        if (cell.column >= 2) CHECK(cell.lines.empty());
    }
}
