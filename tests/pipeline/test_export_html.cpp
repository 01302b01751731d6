// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "pipeline/export_html.h"

using namespace nianbao;

namespace {

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

TableCell cell(int row, int column, int row_span, int column_span, const std::string& text) {
    TableCell made;
    made.row = row;
    made.column = column;
    made.row_span = row_span;
    made.column_span = column_span;
    made.text = text;
    return made;
}

Table table_of(int rows, int columns, std::vector<TableCell> cells) {
    Table table;
    table.rows = rows;
    table.columns = columns;
    table.cells = std::move(cells);
    return table;
}

Document document_of(std::vector<Block> blocks) {
    Document document;
    document.blocks = std::move(blocks);
    return document;
}

std::string page_of(Table table, const parser::Record& record = {}) {
    return report_html(document_of({std::move(table)}), record);
}

}  // namespace

TEST_CASE("text is escaped wherever it may stand") {
    CHECK(html_escape("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
    CHECK(html_escape("a\x01z") == "a\uFFFDz");
    parser::Record record;
    record.source.file = "<script>alert(1)</script>.pdf";
    record.title = "<script>2</script>";
    record.warnings = {{"parser", "x", 1, "<script>3</script>"}};
    Paragraph paragraph;
    paragraph.text = "<img src=x onerror=alert(4)>";
    const std::string html =
        report_html(document_of({paragraph, table_of(1, 1, {cell(0, 0, 1, 1, "</td><script>")})}), record);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<img") == std::string::npos);
    CHECK(html.find("lang=\"zh-CN\"") != std::string::npos);
}

TEST_CASE("spans are drawn, and places without a cell are empty") {
    const std::string html =
        page_of(table_of(2, 3, {cell(0, 0, 2, 1, "a"), cell(0, 1, 1, 2, "b"), cell(1, 2, 1, 1, "c")}));
    CHECK(html.find("<td rowspan=\"2\">a</td><td colspan=\"2\">b</td></tr>") != std::string::npos);
    CHECK(html.find("<tr><td></td><td>c</td></tr>") != std::string::npos);
}

TEST_CASE("cells that overlap or reach outside do not break the table") {
    const std::string html =
        page_of(table_of(2, 2, {cell(0, 0, 9, 9, "a"), cell(0, 1, 1, 1, "hidden"), cell(1, 1, 0, -1, "b")}));
    CHECK(html.find("rowspan=\"2\" colspan=\"2\"") != std::string::npos);
    CHECK(count(html, "<tr>") == 2);
}

TEST_CASE("what needs review is marked where it stands, and listed with its alternatives") {
    TableCell drawn = cell(0, 0, 1, 1, "27");
    drawn.page = 3;
    drawn.box = Rect{10, 20, 30, 40};
    parser::RecordCell doubtful;
    doubtful.id = "applications.granted.natural_person";
    doubtful.printed = "27";
    doubtful.confidence = 0.99999;
    doubtful.needs_review = true;
    doubtful.alternatives = {{"21", 0.4}};
    doubtful.page = 3;
    doubtful.box = drawn.box;
    parser::Record record;
    record.form = "2021";
    record.cells = {doubtful};
    record.checks = {{"applications.granted.row_sum", false, {doubtful.id}, parser::Decimal(6)}};
    const std::string html = page_of(table_of(1, 1, {drawn}), record);
    CHECK(html.find("class=\"number wrong-sum review\"") != std::string::npos);
    CHECK(html.find("（一）予以公开 · 自然人") != std::string::npos);
    CHECK(html.find("“21”（40.0 %）") != std::string::npos);
    CHECK(html.find("100.0 %") == std::string::npos);
    CHECK(html.find("applications.granted.row_sum") != std::string::npos);
}
