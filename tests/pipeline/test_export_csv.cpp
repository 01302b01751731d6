// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/export_csv.h"

using namespace nianbao;

namespace {

parser::RecordCell cell(const std::string& id, const std::string& printed) {
    parser::RecordCell made;
    made.id = id;
    made.printed = printed;
    made.value = parser::Decimal::parse(printed);
    return made;
}

TableCell table_cell(int row, int column, const std::string& text) {
    TableCell made;
    made.row = row;
    made.column = column;
    made.text = text;
    return made;
}

}  // namespace

TEST_CASE("fields are quoted where they must be") {
    CHECK(csv_field("21") == "21");
    CHECK(csv_field("") == "");
    CHECK(csv_field("1,113") == "\"1,113\"");
    CHECK(csv_field("a\"b") == "\"a\"\"b\"");
    CHECK(csv_field("two\nlines") == "\"two\nlines\"");
    CHECK(csv_field(" 3") == "\" 3\"");
}

TEST_CASE("nothing from a document runs in a spreadsheet") {
    CHECK(csv_field("=1+1") == "'=1+1");
    CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_field("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0");
    CHECK(csv_field("-2+3") == "'-2+3");
    CHECK(csv_field("\t=1") == "'\t=1");
    CHECK(csv_field("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"");
}

TEST_CASE("numbers and dashes stay numbers and dashes") {
    for (const char* text : {"-417", "+4", "-0.5", "-", "—", "0"}) CHECK(csv_field(text) == text);
}

TEST_CASE("a row a cell, with the form's labels") {
    parser::Record record;
    record.form = "2021";
    record.cells = {cell("applications.new_received.natural_person", "21"), cell("review.upheld", "-")};
    record.cells[0].evidence = {Witness::glyphs, Witness::arithmetic};
    record.cells[0].confidence = 0.99999;
    record.cells[0].page = 3;
    record.cells[0].box = Rect{1, 2, 3, 4};
    record.cells[1].needs_review = true;
    const std::string csv = cells_csv(record);
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
    CHECK(
        csv.find("applications.new_received.natural_person,收到和处理政府信息公开申请情况,"
                 "一、本年新收政府信息公开申请数量,自然人,21,21,0.9999,no,,glyphs arithmetic,,3,1.0,2.0,3.0,4.0\r\n") !=
        std::string::npos);
    CHECK(csv.find("review.upheld,政府信息公开行政复议、行政诉讼情况,行政复议,结果维持,,-,1.0000,yes") !=
          std::string::npos);
}

TEST_CASE("of a document that is no report, the tables' cells are the rows") {
    parser::Record record;
    Table table;
    table.rows = table.columns = 2;
    table.cells = {table_cell(0, 0, "项目"), table_cell(1, 1, "12")};
    record.tables = {table};
    const std::string csv = cells_csv(record);
    CHECK(csv.find("table1.row2.column2,,2,2,12,12,") != std::string::npos);
    CHECK(table_csv(table) == "项目,\r\n,12\r\n");
}

TEST_CASE("the form's cells do not repeat as table cells") {
    parser::Record record;
    record.form = "2019";
    Table table;
    table.rows = table.columns = 1;
    table.cells = {table_cell(0, 0, "1")};
    record.tables = {table};
    CHECK(cells_csv(record).find("table1") == std::string::npos);
}

TEST_CASE("tables go beside the cells") {
    CHECK(table_file("out/a.csv", 2) == "out/a.table2.csv");
    CHECK(table_file("a.b.csv", 1) == "a.b.table1.csv");
    CHECK(table_file("cells", 1) == "cells.table1.csv");
}
