// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "layout/stitch.h"

using namespace nianbao;
using layout::stitch;

namespace {

/// A table of 100-point columns and 20-point rows; texts row by row.
Table table_of(const std::vector<std::vector<std::string>>& rows, int page) {
    Table table;
    table.rows = static_cast<int>(rows.size());
    table.columns = static_cast<int>(rows[0].size());
    for (int r = 0; r < table.rows; ++r) {
        for (int c = 0; c < table.columns; ++c) {
            TableCell cell;
            cell.row = r;
            cell.column = c;
            cell.text = rows[r][c];
            cell.page = page;
            cell.box = Rect{100.0 * c + 50, 20.0 * r + 50, 100.0 * c + 150, 20.0 * r + 70};
            table.cells.push_back(cell);
        }
    }
    return table;
}

Page page_of(int number, std::vector<Block> blocks) {
    Page page;
    page.number = number;
    page.blocks = std::move(blocks);
    return page;
}

std::vector<std::vector<std::string>> texts(const Table& table) {
    std::vector<std::vector<std::string>> rows(table.rows, std::vector<std::string>(table.columns));
    for (const TableCell& cell : table.cells) rows[cell.row][cell.column] = cell.text;
    return rows;
}

const std::vector<std::vector<std::string>> whole{
    {"项目", "件数", "总计"}, {"甲", "1", "2"}, {"乙", "3", "4"}, {"丙", "5", "6"}, {"丁", "7", "8"}};

Paragraph paragraph(const std::string& text) {
    Paragraph p;
    p.text = text;
    return p;
}

}  // namespace

TEST_CASE("a table split over two pages reads as the whole one, wherever the page ends") {
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        const Table upper = table_of({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut)}, 1);
        const Table lower = table_of({whole.begin() + static_cast<std::ptrdiff_t>(cut), whole.end()}, 2);
        const Document document = stitch({page_of(1, {upper}), page_of(2, {lower})}, {});
        REQUIRE(document.blocks.size() == 1);
        CHECK(texts(std::get<Table>(document.blocks[0])) == whole);
        CHECK(std::get<Table>(document.blocks[0]).cells.back().page == 2);
    }
}

TEST_CASE("a repeated header is dropped") {
    auto second = std::vector<std::vector<std::string>>{whole[0], whole[3], whole[4]};
    const Document document =
        stitch({page_of(1, {table_of({whole[0], whole[1], whole[2]}, 1)}), page_of(2, {table_of(second, 2)})}, {});
    CHECK(texts(std::get<Table>(document.blocks.at(0))) == whole);
}

TEST_CASE("a row cut by the page's end becomes one again; whole rows do not") {
    Table upper = table_of({whole[0], {"一个很长的", "", ""}}, 1), lower = table_of({{"标签", "3", "4"}, whole[3]}, 2);
    upper.open_bottom = lower.open_top = true;
    SECTION("cut") {
        Document document =
            stitch({page_of(1, {table_of({whole[0], {"一个很长的", "3", "4"}}, 1)}), page_of(2, {lower})}, {});
        CHECK(std::get<Table>(document.blocks.at(0)).rows == 4);
        Table open = table_of({whole[0], {"一个很长的", "3", "4"}}, 1),
              rest = table_of({{"标签", "", ""}, whole[3]}, 2);
        open.open_bottom = rest.open_top = true;
        document = stitch({page_of(1, {open}), page_of(2, {rest})}, {});
        const Table& table = std::get<Table>(document.blocks.at(0));
        CHECK(table.rows == 3);
        CHECK(texts(table)[1] == std::vector<std::string>{"一个很长的标签", "3", "4"});
    }
    SECTION("blank cells above a new item are no cut") {
        Table next = table_of({{"2.乙", "3", "4"}}, 2);
        next.open_top = true;
        const Document document = stitch({page_of(1, {upper}), page_of(2, {next})}, {});
        CHECK(std::get<Table>(document.blocks.at(0)).rows == 3);
    }
}

TEST_CASE("a group label goes on over the page's end") {
    Table upper = table_of({{"组", "甲", "1"}, {"", "乙", "2"}}, 1),
          lower = table_of({{"", "丙", "3"}, {"", "丁", "4"}}, 2);
    for (Table* part : {&upper, &lower}) {
        std::erase_if(part->cells, [](const TableCell& c) { return c.row == 1 && c.column == 0; });
        part->cells[0].row_span = 2;
    }
    const Document document = stitch({page_of(1, {upper}), page_of(2, {lower})}, {});
    const Table& table = std::get<Table>(document.blocks.at(0));
    CHECK(table.cells[0].text == "组");
    CHECK(table.cells[0].row_span == 4);
}

TEST_CASE("columns that a photograph has moved by a part of their width are the same, however narrow another one is") {
    const auto part = [](double lean, int page) {
        Table table = table_of({{"三", "甲", "1", "2", "3"}, {"三", "乙", "4", "5", "6"}}, page);
        const std::vector<double> edges{50, 70, 300 + lean, 350 + lean, 400 + lean, 450};
        for (TableCell& cell : table.cells) {
            cell.box->x0 = edges[static_cast<std::size_t>(cell.column)];
            cell.box->x1 = edges[static_cast<std::size_t>(cell.column) + 1];
        }
        return table;
    };
    const Document document = stitch({page_of(1, {part(0, 1)}), page_of(2, {part(9, 2)})}, {});
    REQUIRE(document.blocks.size() == 1);
    CHECK(std::get<Table>(document.blocks[0]).columns == 5);
}

TEST_CASE("an item whose point is worn begins a row of its own behind a page's end") {
    Table upper = table_of({whole[0], {"1.甲", "3", "4"}}, 1), next = table_of({{"2乙", "", ""}}, 2);
    upper.open_bottom = next.open_top = true;
    const Document document = stitch({page_of(1, {upper}), page_of(2, {next})}, {});
    CHECK(std::get<Table>(document.blocks.at(0)).rows == 3);
}

TEST_CASE("tables stay apart when text stands between or their sides differ") {
    const Table first = table_of({whole[0], whole[1]}, 1), second = table_of({whole[2], whole[3]}, 2);
    CHECK(stitch({page_of(1, {first}), page_of(2, {paragraph("四、情况"), second})}, {}).blocks.size() == 3);
    Table narrow = second;
    for (TableCell& cell : narrow.cells) cell.box->x1 = cell.box->x0 = cell.box->x0 / 2 + 60, cell.box->x1 += 50;
    CHECK(stitch({page_of(1, {first}), page_of(2, {narrow})}, {}).blocks.size() == 2);
}

TEST_CASE("a paragraph goes on over the page's end only when both sides say so") {
    Page first = page_of(1, {paragraph("认真贯彻")}), second = page_of(2, {paragraph("落实条例。")});
    first.ends_mid_paragraph = second.starts_mid_paragraph = true;
    CHECK(std::get<Paragraph>(stitch({first, second}, {}).blocks.at(0)).text == "认真贯彻落实条例。");
    second.starts_mid_paragraph = false;
    CHECK(stitch({first, second}, {}).blocks.size() == 2);
}

TEST_CASE("margin lines that pages repeat are headers, others are text") {
    Page first = page_of(1, {paragraph("甲")}), second = page_of(2, {paragraph("乙")});
    first.header_candidates = {paragraph("某镇年度报告 1")};
    second.header_candidates = {paragraph("某镇年度报告 2")};
    second.footer_candidates = {paragraph("2022年1月20日")};
    const Document document = stitch({first, second}, {});
    REQUIRE(document.blocks.size() == 3);
    CHECK(std::get<Paragraph>(document.blocks[2]).text == "2022年1月20日");
}

TEST_CASE("a running header in small print, read otherwise on each page, parts no table") {
    const Table upper = table_of(whole, 1), lower = table_of({{"乙", "0", ""}, {"丙", "—", "6"}}, 2);
    Page first = page_of(1, {upper}), second = page_of(2, {lower});
    first.header_candidates = {paragraph("颐泽镇人民政府年度报告")};
    second.header_candidates = {paragraph("若泽镇人民政府年度报告")};
    first.footer_candidates = {paragraph("第！页")};
    second.footer_candidates = {paragraph("第2页")};
    CHECK(stitch({first, second}, {}).blocks.size() == 1);
    // Of two headings neither is the other's header.
    second.header_candidates = {paragraph("三、收到和处理政府信息公开申请情况")};
    CHECK(stitch({first, second}, {}).blocks.size() == 4);
    // A row of numbers beside a page's number is text.
    first.header_candidates = second.header_candidates = {};
    first.footer_candidates = {paragraph("- 1 -")};
    second.footer_candidates = {paragraph("12 0 3")};
    CHECK(stitch({first, second}, {}).blocks.size() > 1);
}

TEST_CASE("numbers alike above and below a page's end are two, though the upper one's cell is two rows high") {
    Table upper = table_of({whole[0], {"甲", "0", "0"}, {"", "", ""}}, 1);
    std::erase_if(upper.cells, [](const TableCell& cell) { return cell.row == 2; });
    for (TableCell& cell : upper.cells) cell.row_span = cell.row == 1 ? 2 : 1;
    const Table lower = table_of({{"乙", "0", ""}, {"丙", "—", "6"}}, 2);
    const Document document = stitch({page_of(1, {upper}), page_of(2, {lower})}, {});
    const auto& table = std::get<Table>(document.blocks.at(0));
    for (int column = 0; column < 3; ++column) {
        CAPTURE(column);
        const auto first = std::ranges::find_if(table.cells, [&](const TableCell& cell) {
            return cell.page == 2 && cell.column == column && cell.row == 3;
        });
        REQUIRE(first != table.cells.end());
        CHECK(first->text == lower.cells[static_cast<std::size_t>(column)].text);
    }
}
