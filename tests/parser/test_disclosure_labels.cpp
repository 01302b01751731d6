// SPDX-License-Identifier: GPL-3.0-or-later
// Table 2 whose labels a copier wore away, or that share a cell: rows told by their place.
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

TEST_CASE("rows under labels that cannot be read are told by their place, for review") {
    const FormYear year = GENERATE(FormYear::y2019, FormYear::y2021);
    Random random(96);
    const Report report = make_report(random, year, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    // A character; a piece that looks like a number; words that the form has not. The line of the last article, too.
    wear(table, "规章", "1");
    wear(table, "行政处罚", "玫下代器");
    wear(table, "行政强制", "和下小和");
    wear(table, "行政事业性收费", "人");
    wear(table, "第二十条第（八）项", "一十各入作狼");
    const Record record = parse_report(document);
    const std::vector<std::string> columns_2021{"rules.issued", "penalties.decisions", "coercive_measures.decisions",
                                                "fees.amount"};
    const std::vector<std::string> columns_2019{"rules.made", "penalties.change", "coercive_measures.decisions",
                                                "fees.previous_items"};
    for (const std::string& column : year == FormYear::y2021 ? columns_2021 : columns_2019) {
        check_value(record, report, "disclosure." + column);
        CHECK(record.find("disclosure." + column)->needs_review);
    }
    check_nothing_slides(report, record);
}

TEST_CASE("where rows are lost, those under labels that cannot be read are not told by their place") {
    Random random(97);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    remove_row(table, row_of(table, "行政强制"));
    wear(table, "行政处罚", "玫下代器");
    wear(table, "行政许可", "小口");
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK_FALSE(record.find("disclosure.penalties.decisions")->value);
}

TEST_CASE("rows whose labels share a cell are for review") {
    Random random(98);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const int row = row_of(table, "规章");
    std::string second;
    for (TableCell& cell : table.cells) {
        if (cell.row == row + 1 && cell.column == 0) second = cell.text;
    }
    std::erase_if(table.cells, [&](const TableCell& cell) { return cell.row == row + 1 && cell.column == 0; });
    for (TableCell& cell : table.cells) {
        if (cell.row != row || cell.column != 0) continue;
        cell.row_span = 2;
        cell.text += second;
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    for (const char* id : {"disclosure.rules.issued", "disclosure.normative_documents.issued"}) {
        REQUIRE(record.find(id) != nullptr);
        CHECK(record.find(id)->needs_review);
    }
}

TEST_CASE("a label in pieces is one, and no value") {
    Random random(99);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    // A stroke parted the labels' column all along, but for the headings.
    for (TableCell& cell : table.cells) {
        if (cell.column > 0) {
            ++cell.column;
        } else {
            ++cell.column_span;
        }
    }
    ++table.columns;
    const int row = row_of(table, "行政许可");
    std::vector<TableCell> more;
    for (TableCell& cell : table.cells) {
        if (cell.row != row || cell.column != 0) continue;
        cell.text = "行政许";
        cell.column_span = 1;
        TableCell piece = cell;
        piece.column = 1;
        piece.text = "可";
        more.push_back(piece);
    }
    table.cells.insert(table.cells.end(), more.begin(), more.end());
    const Record record = parse_report(document);
    check_value(record, report, "disclosure.licensing.decisions");
    CHECK_FALSE(warned(record, "row.value_count"));
}

TEST_CASE("headings that are all hardly legible are told, for review") {
    Random random(100);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    for (TableCell& cell : table.cells) {
        if (cell.row != row_of(table, "规章") - 1) continue;
        if (cell.column == 0) cell.text = "口口";
        if (cell.text == "本年制发件数") cell.text = "本年囗发牛数";
        if (cell.text == "本年废止件数") cell.text = "卞午囗囗囗囗";
        if (cell.text == "现行有效件数") cell.text = "现囗囗效件囗";
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    for (const char* column : {"issued", "repealed", "in_force"}) {
        const std::string id = std::string("disclosure.rules.") + column;
        check_value(record, report, id);
        CHECK(record.find(id)->needs_review);
    }
}

TEST_CASE("the second lines of headings that are printed on two rows are no header of their own") {
    Random random(101);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const int first = row_of(table, "规章") - 1;
    std::vector<TableCell> second;
    for (TableCell& cell : table.cells) {
        if (cell.row > first) {
            ++cell.row;
        } else if (cell.row == first) {
            TableCell line = cell;
            ++line.row;
            line.text = cell.column == 0 ? "" : "件数";
            if (cell.column > 0) cell.text = cell.text.substr(0, cell.text.size() - std::string("件数").size());
            second.push_back(line);
        }
    }
    ++table.rows;
    table.cells.insert(table.cells.end(), second.begin(), second.end());
    std::ranges::stable_sort(table.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
    const Record record = parse_report(document);
    for (const char* column : {"issued", "repealed", "in_force"})
        check_value(record, report, std::string("disclosure.rules.") + column);
}

TEST_CASE("a number before the labels is none of them, and leaves them theirs") {
    Random random(102);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    for (TableCell& cell : table.cells) (cell.column > 0 ? cell.column : cell.column_span) += 1;
    ++table.columns;
    std::vector<TableCell> serial;
    for (TableCell& cell : table.cells) {
        if (cell.column != 0 || cell.column_span != 2 || cell.text == "信息内容") continue;
        TableCell number = cell;
        number.column_span = cell.column_span = 1;
        cell.column = 1;
        number.text = "1";
        serial.push_back(number);
    }
    table.cells.insert(table.cells.end(), serial.begin(), serial.end());
    const Record record = parse_report(document);
    for (const char* id : {"rules.issued", "normative_documents.in_force", "licensing.decisions", "fees.amount"})
        check_value(record, report, std::string("disclosure.") + id);
}
