// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes of characters that touch rules, and rules that noise hides: neither may change a table's columns.
#include <algorithm>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"
#include "layout/faint_rules.h"
#include "layout/find_regions.h"
#include "layout/lone_strokes.h"
#include "layout/rule_stubs.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using namespace nianbao::layout;
using nianbao::test::DrawnPage;

namespace {

constexpr double dpi = 300;

/// A straight rule of 6 pixels, drawn on the mask if there is one.
Rule rule(Direction direction, double at, double from, double to, cv::Mat* ink = nullptr) {
    Rule out;
    out.direction = direction;
    out.along0 = from;
    out.along1 = to;
    out.thickness = 6;
    out.path = {{from, at}, {to, at}};
    if (ink != nullptr) {
        const bool flat = direction == Direction::horizontal;
        const cv::Rect2d box = flat ? cv::Rect2d(from, at - 3, to - from, 6) : cv::Rect2d(at - 3, from, 6, to - from);
        cv::rectangle(*ink, cv::Rect(box), cv::Scalar(255), cv::FILLED);
    }
    return out;
}

int columns_of(const LayoutTable& table, int row) {
    return static_cast<int>(std::ranges::count_if(table.cells, [&](const LayoutCell& c) { return c.row == row; }));
}

}  // namespace

TEST_CASE("a stroke that stands on a rule is cut off, what a rule has clear beyond another stays") {
    cv::Mat ink(600, 900, CV_8U, cv::Scalar(0));
    const std::vector<Rule> crossing{rule(Direction::vertical, 300, 100, 500, &ink),
                                     rule(Direction::vertical, 600, 100, 500, &ink)};
    std::vector<Rule> rules{rule(Direction::horizontal, 300, 260, 600, &ink)};
    const bool crowded = GENERATE(true, false);
    INFO(crowded);
    if (crowded) cv::rectangle(ink, cv::Rect(262, 280, 26, 18), cv::Scalar(255), cv::FILLED);
    rules[0].crowding = 0.3;
    cut_stubs(rules, crossing, ink, dpi);
    CHECK(rules[0].along0 == (crowded ? 300 : 260));
    CHECK(rules[0].along1 == 600);
    if (crowded) CHECK(rules[0].crowding < 0.05);
}

TEST_CASE("a short side that ends in a character of the row above still parts its columns") {
    DrawnPage page;
    const std::vector<int> down{500, 550, 600, 690, 740};
    for (const int y : down) page.line({300, y}, {1500, y}, 6);
    for (int x = 300; x <= 1500; x += 120) page.line({x, x == 300 || x == 1500 ? 500 : 600}, {x, 740}, 6);
    // A stroke of 接 above the third side, with the rest of the character close to it.
    page.line({660, 566}, {660, 600}, 6);
    for (int y = 568; y < 594; y += 8) page.line({640, y}, {655, y}, 3), page.line({666, y}, {680, y}, 3);
    for (int c = 0; c < 10; ++c) {
        page.hanzi({330 + 120 * c, 608}, 36), page.hanzi({372 + 120 * c, 648}, 36);
        page.text("0", {350 + 120 * c, 732});
    }
    const PageLayout layout = find_regions(page.clean());
    REQUIRE(layout.tables.size() == 1);
    CHECK(layout.tables[0].columns == 10);
    CHECK(columns_of(layout.tables[0], 3) == 10);
    CHECK(columns_of(layout.tables[0], 1) == 1);
}

TEST_CASE("a boundary is none where another stroke crosses it in each of its rows, as in 十") {
    cv::Mat ink(400, 600, CV_8U, cv::Scalar(0));
    const auto line = [](double at) {
        GridLine out;
        out.position = at;
        out.thickness = 4;
        return out;
    };
    Grid grid;
    grid.rows = {line(0), line(100), line(200), line(300)};
    grid.columns = {line(0), line(200), line(400), line(599)};
    for (const int x : {200, 400}) cv::rectangle(ink, cv::Rect(x - 2, 0, 4, 300), cv::Scalar(255), cv::FILLED);
    const auto cross = [&](int x, int y) {
        cv::rectangle(ink, cv::Rect(x - 18, y, 36, 4), cv::Scalar(255), cv::FILLED);
    };
    for (const int y : {45, 245}) cross(200, y);
    cross(400, 45);  // a dash too wide for its cell
    Edges edges{std::vector(3, std::vector<double>(3, 1)), std::vector(3, std::vector<double>(3, 1))};
    edges.right[1][0] = 0;
    leave_out_crossed_strokes(edges, grid, ink, dpi);
    for (int r = 0; r < 3; ++r) {
        CHECK(edges.right[r][0] == 0);
        CHECK(edges.right[r][1] == 1);
    }
}

TEST_CASE("a heading between two tables does not tie them together, a row without inner rules is one") {
    DrawnPage page;
    const bool sides = GENERATE(false, true);
    INFO(sides);
    std::vector<int> upper{300, 900}, lower{300};
    for (int x = 1050; x <= 2100; x += 150) upper.push_back(x);
    for (int x = 420; x <= 2100; x += 120) lower.push_back(x);
    page.grid(upper, {500, 560, 620, 680});
    page.grid(lower, {770, 830, 890});
    for (int x = 445; x < 1000; x += 60) page.line({x, 684}, {x, 766}, 4), page.line({x - 20, 720}, {x + 25, 722}, 4);
    if (sides) page.line({300, 680}, {300, 770}), page.line({2100, 680}, {2100, 770});
    for (const int y : {545, 605, 665}) {
        page.hanzi_line({330, y - 36}, 8, 40);
        for (std::size_t c = 1; c + 1 < upper.size(); ++c) page.text("0", {upper[c] + 60, y});
    }
    for (std::size_t c = 0; c + 1 < lower.size(); ++c) page.text("0", {lower[c] + 50, 875});
    const PageLayout layout = find_regions(page.clean());
    CHECK(layout.tables.size() == (sides ? 1 : 2));
    if (!sides) CHECK(layout.tables[1].columns == 15);
}

TEST_CASE("a pale line is found through noise that breaks it into crumbs, to its ends and no farther") {
    // Paper is white once the page is clean; what noise is left is darker.
    cv::Mat page(400, 1200, CV_8U, cv::Scalar(255)), noise(400, 1200, CV_16S);
    page(cv::Rect(200, 200, 800, 3)).setTo(236);
    cv::RNG(7).fill(noise, cv::RNG::NORMAL, 0, 9);
    cv::add(page, noise, page, cv::noArray(), CV_8U);
    const cv::Mat none(page.size(), CV_8U, cv::Scalar(0));
    const cv::Mat found = with_faint_rules(none, page, dpi);
    cv::Mat along;
    cv::reduce(found(cv::Rect(0, 198, 1200, 7)), along, 0, cv::REDUCE_MAX);
    CHECK(cv::countNonZero(along.colRange(215, 985)) > 0.97 * 770);
    CHECK(cv::countNonZero(along.colRange(0, 175)) == 0);
    CHECK(cv::countNonZero(along.colRange(1025, 1200)) == 0);
    CHECK(cv::countNonZero(found.rowRange(0, 190)) == 0);
}
