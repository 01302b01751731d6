// SPDX-License-Identifier: GPL-3.0-or-later
// Rules between columns that one page lost and another has.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "layout/find_regions.h"
#include "layout/lent_columns.h"
#include "tests/layout/drawn_page.h"

using namespace nianbao;
using layout::columns_to_lend;
using layout::find_regions;
using layout::LentBoundary;
using layout::LentColumns;
using nianbao::test::DrawnPage;

namespace {

using Parts = LentBoundary::Parts;

/// Rows of a label and numbers, with the given edges in points; rows are 20 high.
Table table_of(const std::vector<double>& edges, int rows) {
    Table table;
    table.rows = rows;
    table.columns = static_cast<int>(edges.size()) - 1;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < table.columns; ++c) {
            TableCell cell;
            cell.row = r;
            cell.column = c;
            cell.text = c == 0 ? "属于国家秘密" : "0";
            cell.box = Rect{edges[c], 100 + 20.0 * r, edges[c + 1], 120 + 20.0 * r};
            table.cells.push_back(cell);
        }
    }
    return table;
}

Page page_of(std::vector<Block> blocks) {
    Page page;
    page.source = PageText::Source::image;
    page.blocks = std::move(blocks);
    return page;
}

const std::vector<double> all{100, 200, 240, 280, 320, 360}, without_third{100, 200, 240, 320, 360};

const LayoutCell* cell_at(const LayoutTable& table, int row, int column) {
    const auto found = std::ranges::find_if(table.cells, [&](const LayoutCell& cell) {
        return row >= cell.row && row < cell.row + cell.row_span && column >= cell.column &&
               column < cell.column + cell.column_span;
    });
    return found == table.cells.end() ? nullptr : &*found;
}

const std::vector<int> columns{300, 900, 1100, 1300, 1500, 1700}, rows{500, 600, 700, 800, 900, 1000, 1100};

/// Two rows of headings, the upper one cell over all columns of values, then rows of labels; few hold numbers, and a
/// rule has left nothing: boundary `lost`.
DrawnPage sparse_page(int lost) {
    DrawnPage page;
    page.grid(columns, rows, 2);
    page.wipe({{columns[1] + 4, rows[0] + 4}, cv::Point{columns[5] - 3, rows[1] - 3}});
    page.hanzi_line({1180, 525}, 5);
    for (std::size_t r = 2; r + 1 < rows.size(); ++r) page.hanzi_line({320, rows[r] + 25}, 7);
    page.text("25", {1360, 865}, 1);
    const int x = columns[static_cast<std::size_t>(lost)];
    for (std::size_t r = 1; r + 1 < rows.size(); ++r) page.wipe({x - 4, rows[r] + 3, 9, 94});
    return page;
}

LentColumns lent_at(double at, Parts parts, const DrawnPage& page) {
    const Rect box = page.clean().to_page.map_bounds({300, 500, 1700, 1100});
    return {box, {{(at - 300) / 1400, parts}}};
}

}  // namespace

TEST_CASE("a page is lent the boundary that another page of its table has") {
    const auto lent = columns_to_lend({page_of({table_of(all, 4)}), page_of({table_of(without_third, 6)})});
    REQUIRE(lent.size() == 2);
    CHECK(lent[0].empty());
    REQUIRE(lent[1].size() == 1);
    REQUIRE(lent[1][0].boundaries.size() == 1);
    CHECK(lent[1][0].boundaries[0].at == Approx((280.0 - 100) / 260));
    CHECK(lent[1][0].boundaries[0].parts == Parts::values);
    CHECK(lent[1][0].table == Rect{100, 100, 360, 220});
}

TEST_CASE("a boundary that a single row lacks is lent, one that all rows have is not") {
    Table gap = table_of(all, 6);
    for (TableCell& cell : gap.cells) {
        if (cell.row == 4 && cell.column == 2) cell.column_span = 2, cell.box->x1 = all[4];
    }
    std::erase_if(gap.cells, [](const TableCell& cell) { return cell.row == 4 && cell.column == 3; });
    const auto lent = columns_to_lend({page_of({table_of(all, 4)}), page_of({gap})});
    CHECK(lent[0].empty());
    REQUIRE(lent[1].size() == 1);
    REQUIRE(lent[1][0].boundaries.size() == 1);
    CHECK(lent[1][0].boundaries[0].at == Approx((280.0 - 100) / 260));
    CHECK(columns_to_lend({page_of({table_of(all, 4)}), page_of({table_of(all, 6)})})[1].empty());
}

TEST_CASE("boundaries are lent backwards, and over a page between") {
    const auto lent = columns_to_lend(
        {page_of({table_of(without_third, 4)}), page_of({table_of(without_third, 4)}), page_of({table_of(all, 4)})});
    CHECK(lent[0].size() == 1);
    CHECK(lent[1].size() == 1);
    CHECK(lent[2].empty());
}

TEST_CASE("the boundary beside the labels is lent as such, those among labels are not") {
    const std::vector<double> without_first{100, 240, 280, 320, 360};
    const auto lent = columns_to_lend({page_of({table_of(all, 4)}), page_of({table_of(without_first, 6)})});
    REQUIRE(lent[1].size() == 1);
    CHECK(lent[1][0].boundaries[0].parts == Parts::labels_from_values);

    const std::vector<double> grouped{100, 150, 200, 240, 280, 320, 360};
    Table with_groups = table_of(grouped, 4);
    for (TableCell& cell : with_groups.cells) {
        if (cell.column == 1) cell.text = "重复申请";
    }
    const auto labels = columns_to_lend({page_of({with_groups}), page_of({table_of(all, 4)})});
    CHECK(labels[1].empty());
}

TEST_CASE("a page whose rules end within the table is lent its side, and what it lacks of its columns") {
    // Without the labels, from the first column of numbers on, and without the boundary at 280.
    const std::vector<double> left_lost{200, 240, 320, 360}, right_lost{100, 200, 240, 280, 320};
    SECTION("on the left") {
        Table part = table_of(left_lost, 6);
        for (TableCell& cell : part.cells) cell.text = "0";
        const auto lent = columns_to_lend({page_of({table_of(all, 4)}), page_of({part})});
        REQUIRE(lent[1].size() == 1);
        REQUIRE(lent[1][0].boundaries.size() == 2);
        CHECK(lent[1][0].boundaries[0].parts == Parts::outside);
        CHECK(lent[1][0].boundaries[0].at == Approx(-100.0 / 160));
        CHECK(lent[1][0].boundaries[1].at == Approx(80.0 / 160));
    }
    SECTION("on the right, and on the page before") {
        const auto lent = columns_to_lend({page_of({table_of(right_lost, 4)}), page_of({table_of(all, 6)})});
        REQUIRE(lent[0].size() == 1);
        REQUIRE(lent[0][0].boundaries.size() == 1);
        CHECK(lent[0][0].boundaries[0].parts == Parts::outside);
        CHECK(lent[0][0].boundaries[0].at == Approx(260.0 / 220));
    }
    SECTION("text beside it is what it has left outside") {
        Table part = table_of(left_lost, 6);
        Paragraph beside;
        beside.text = "结转下年度继续办理";
        beside.box = Rect{105, 125, 195, 135};
        CHECK(columns_to_lend({page_of({table_of(all, 4)}), page_of({beside, part})})[1].size() == 1);
        beside.box = Rect{105, 60, 195, 70};
        CHECK(columns_to_lend({page_of({table_of(all, 4)}), page_of({beside, part})})[1].empty());
    }
    SECTION("a narrower table of other columns is another one") {
        const auto lent =
            columns_to_lend({page_of({table_of(all, 4)}), page_of({table_of({180, 225, 270, 305, 360}, 6)})});
        CHECK(lent[1].empty());
    }
}

TEST_CASE("a part much narrower than the table is none of it, and a side far off the page is not drawn") {
    const auto lent =
        columns_to_lend({page_of({table_of(all, 4)}), page_of({table_of({358, 358.5, 359, 359.5, 360}, 6)})});
    CHECK(lent[1].empty());

    DrawnPage page;
    page.grid(columns, rows, 2);
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) page.hanzi_line({320, rows[r] + 25}, 7);
    const Rect box = page.clean().to_page.map_bounds({300, 500, 1700, 1100});
    for (const double at : {-1e9, 1e9, std::numeric_limits<double>::infinity(), std::nan("")}) {
        const LentColumns far{box, {{at, Parts::outside}, {at, Parts::values}}};
        const PageLayout layout = find_regions(page.clean(), nullptr, nullptr, {far});
        REQUIRE(layout.tables.size() == 1);
        CHECK(layout.tables[0].columns == 5);
    }
}

TEST_CASE("what is lent stands where the first look saw it, though numbers had made the table wider there") {
    DrawnPage page = sparse_page(2);
    // As if the first look had found another column on the left, as wide as a tenth of the table.
    const Rect box = page.clean().to_page.map_bounds({160, 500, 1700, 1100});
    const LentColumns lent{box, {{(1100.0 - 160) / 1540, Parts::values}}};
    const LayoutTable table = find_regions(page.clean(), nullptr, nullptr, {lent}).tables.at(0);
    const LayoutCell* cell = cell_at(table, 2, 1);
    REQUIRE(cell != nullptr);
    CHECK(cell->box.x1 == Approx(1100).margin(8));
}

TEST_CASE("no boundary is lent to another table, over a heading, or to a page with a text layer") {
    const Table whole = table_of(all, 4), poor = table_of(without_third, 4);
    SECTION("columns that the other does not have") {
        const Table other = table_of({100, 170, 255, 300, 345, 360}, 4);
        CHECK(columns_to_lend({page_of({whole}), page_of({other})})[1].empty());
    }
    SECTION("heading") {
        Paragraph heading;
        heading.text = "四、政府信息公开行政复议、行政诉讼情况";
        CHECK(columns_to_lend({page_of({whole}), page_of({heading, poor})})[1].empty());
    }
    SECTION("text layer") {
        Page digital = page_of({poor});
        digital.source = PageText::Source::text_layer;
        CHECK(columns_to_lend({page_of({whole}), digital})[1].empty());
    }
    SECTION("a page between") {
        CHECK(columns_to_lend({page_of({whole}), page_of({}), page_of({poor})})[2].empty());
    }
}

TEST_CASE("tables that make no sense are lent nothing") {
    Table hostile = table_of(all, 3);
    hostile.columns = 2'000'000'000;
    Table nowhere = table_of(all, 3);
    for (TableCell& cell : nowhere.cells) cell.box->x0 = std::numeric_limits<double>::quiet_NaN();
    Table backwards = table_of(all, 3);
    for (TableCell& cell : backwards.cells) cell.column = -5 - cell.column;
    Table upside_down = table_of(all, 3);
    upside_down.rows = std::numeric_limits<int>::min();
    upside_down.cells.front().row = 1;
    Table overlapping = table_of(all, 3);
    for (TableCell& cell : overlapping.cells) cell.row = 0, cell.row_span = 3;
    const auto lent = columns_to_lend({page_of({hostile}), page_of({nowhere}), page_of({backwards}),
                                       page_of({upside_down}), page_of({overlapping}), page_of({})});
    CHECK(std::ranges::all_of(lent, [](const auto& of_page) { return of_page.empty(); }));
}

TEST_CASE("a lent boundary parts blank cells and numbers, and leaves headings whole") {
    const DrawnPage page = sparse_page(3);
    CHECK(find_regions(page.clean()).tables.at(0).columns == 4);
    const LayoutTable table =
        find_regions(page.clean(), nullptr, nullptr, {lent_at(1300, Parts::values, page)}).tables.at(0);
    REQUIRE(table.columns == 5);
    CHECK(cell_at(table, 0, 1)->column_span == 4);
    for (int row = 1; row < 6; ++row) {
        for (int column = 1; column < 5; ++column) {
            CAPTURE(row, column);
            CHECK(cell_at(table, row, column)->column_span == 1);
            CHECK(cell_at(table, row, column)->lines.size() == (row == 3 && column == 3 ? 1U : 0U));
        }
    }
}

TEST_CASE("a lent boundary does not cut what stands across it") {
    DrawnPage page = sparse_page(3);
    page.hanzi_line({1150, 725}, 6);
    const LayoutTable table =
        find_regions(page.clean(), nullptr, nullptr, {lent_at(1300, Parts::values, page)}).tables.at(0);
    CHECK(cell_at(table, 2, 2)->column_span == 2);
    CHECK(cell_at(table, 4, 2)->column_span == 1);
}

TEST_CASE("a heading over several lent boundaries stays whole where it stands across one of them") {
    DrawnPage page = sparse_page(3);
    for (const int lost : {2, 4}) {
        const int x = columns[static_cast<std::size_t>(lost)];
        for (std::size_t r = 1; r + 1 < rows.size(); ++r) page.wipe({x - 4, rows[r] + 3, 9, 94});
    }
    page.hanzi_line({1150, 625}, 6);  // in the middle of the four columns
    LentColumns lent = lent_at(1100, Parts::values, page);
    for (const double at : {1300.0, 1500.0}) lent.boundaries.push_back(lent_at(at, Parts::values, page).boundaries[0]);
    const LayoutTable table = find_regions(page.clean(), nullptr, nullptr, {lent}).tables.at(0);
    REQUIRE(table.columns == 5);
    CHECK(cell_at(table, 1, 1)->column_span == 4);
    CHECK(cell_at(table, 3, 3)->column_span == 1);
}

TEST_CASE("a row of one cell beside its label is not cut by lent boundaries") {
    DrawnPage page = sparse_page(3);
    for (const int x : {columns[2], columns[4]}) page.wipe({x - 4, rows[3] + 3, 9, 94});
    page.wipe({1340, 810, 80, 70});
    page.text("3", {1180, 865}, 1);
    const LentColumns lent = lent_at(1300, Parts::values, page);
    const LayoutTable table = find_regions(page.clean(), nullptr, nullptr, {lent}).tables.at(0);
    CHECK(cell_at(table, 3, 3)->column_span == 4);
    CHECK(cell_at(table, 4, 3)->column_span == 1);
}

TEST_CASE("a table of many narrow columns helps none that only happens to have sides where it has") {
    std::vector<double> narrow;
    for (int i = 0; i <= 15; ++i) narrow.push_back(100 + 260.0 * i / 15);
    CHECK(columns_to_lend({page_of({table_of(narrow, 5)}), page_of({table_of({100, 200, 265, 300, 360}, 5)})})[1]
              .empty());
}

TEST_CASE("a lent boundary beside the labels parts a number from the label of its row") {
    DrawnPage page = sparse_page(1);
    page.text("7", {970, 765}, 1);
    const LayoutTable table =
        find_regions(page.clean(), nullptr, nullptr, {lent_at(900, Parts::labels_from_values, page)}).tables.at(0);
    REQUIRE(table.columns == 5);
    for (int row = 2; row < 6; ++row) {
        CHECK(cell_at(table, row, 0)->lines.size() == 1);
        CHECK(cell_at(table, row, 1)->lines.size() == (row == 2 ? 1U : 0U));
    }
}

TEST_CASE("what is lent to another place of the page changes nothing") {
    const DrawnPage page = sparse_page(3);
    LentColumns elsewhere = lent_at(1300, Parts::values, page);
    elsewhere.table.y0 += 300;
    elsewhere.table.y1 += 300;
    CHECK(find_regions(page.clean(), nullptr, nullptr, {elsewhere}).tables.at(0).columns == 4);
}

TEST_CASE("a lent side makes the table wider, and its boundary parts the column beyond") {
    DrawnPage page;
    page.grid(columns, rows, 2);
    // Of the labels' column nothing is left.
    page.wipe({{columns[0] - 4, rows.front() - 4}, cv::Point{columns[1] - 3, rows.back() + 5}});
    for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
        page.hanzi_line({320, rows[r] + 25}, 7);
        for (std::size_t c = 1; c + 1 < columns.size(); ++c) page.text("25", {columns[c] + 60, rows[r] + 65}, 1);
    }
    const LayoutTable first = find_regions(page.clean()).tables.at(0);
    REQUIRE(first.columns == 4);
    const Rect box = page.clean().to_page.map_bounds({900, 500, 1700, 1100});
    const LentColumns lent{box, {{-600.0 / 800, Parts::outside}}};
    const LayoutTable second = find_regions(page.clean(), nullptr, nullptr, {lent}).tables.at(0);
    CHECK(second.columns == 5);
    CHECK(second.box.x0 == Approx(300).margin(3));
    CHECK(second.box.x1 == Approx(1700).margin(5));
}

TEST_CASE("a table of a few columns, as table 2 is, is lent none: its rows differ in how they part its width") {
    const std::vector<double> few{100, 200, 280, 360}, fewer{100, 200, 360};
    const auto lent = columns_to_lend({page_of({table_of(few, 6)}), page_of({table_of(fewer, 6)})});
    REQUIRE(lent.size() == 2);
    CHECK(lent[1].empty());
}
