// SPDX-License-Identifier: GPL-3.0-or-later
// Table 2 whose headings, articles and labels a copier wore away.
#include "parser/disclosure_columns.h"
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

namespace {

void wear(Table& table, const std::string& text, const std::string& left) {
    for (TableCell& cell : table.cells) {
        if (cell.text != text) continue;
        cell.text = left;
        cell.confidence = 0.2;
        return;
    }
    FAIL("no cell " << text);
}

std::vector<TableCell>::iterator heading_of(Table& table, const std::string& text) {
    const auto heading = std::ranges::find(table.cells, text, &TableCell::text);
    REQUIRE(heading != table.cells.end());
    return heading;
}

void check_value(const Record& record, const Report& report, const std::string& id) {
    INFO(id);
    const RecordCell* cell = record.find(id);
    REQUIRE(cell != nullptr);
    REQUIRE(cell->value);
    CHECK(*cell->value == *Decimal::parse(report.printed.at(id)));
}

const std::vector<FormColumn> columns{{"made", FormYear::y2019, Label({"本年新制作数量"}), false},
                                      {"published", FormYear::y2019, Label({"本年新公开数量"}), false},
                                      {"total", FormYear::y2019, Label({"对外公开总数量"}), false},
                                      {"issued", FormYear::y2021, Label({"本年制发件数"}), false},
                                      {"repealed", FormYear::y2021, Label({"本年废止件数"}), false},
                                      {"in_force", FormYear::y2021, Label({"现行有效件数"}), false}};

}  // namespace

TEST_CASE("headings that cannot be read are told by their place among the form's") {
    CHECK(columns_by_order({3, -1, -1}, columns) == std::vector{3, 4, 5});
    CHECK(columns_by_order({-1, -1, 2}, columns) == std::vector{0, 1, 2});
    CHECK(columns_by_order({3, 4, 5}, columns) == std::vector{3, 4, 5});
    // Out of place, one too few, none at all, or of both forms: they tell nothing.
    CHECK(columns_by_order({-1, 3, -1}, columns) == std::vector{-1, 3, -1});
    CHECK(columns_by_order({3, -1}, columns) == std::vector{3, -1});
    CHECK(columns_by_order({-1, -1, -1}, columns) == std::vector{-1, -1, -1});
    CHECK(columns_by_order({0, 4, -1}, columns) == std::vector{0, 4, -1});
}

TEST_CASE("columns under worn headings keep their numbers, for review") {
    Random random(91);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    wear(table_of(document, disclosure), "本年废止件数", "木口目二白小");
    wear(table_of(document, disclosure), "现行有效件数", "人");
    const Record record = parse_report(document);
    for (const char* row : {"rules", "normative_documents"}) {
        const std::string id = std::string("disclosure.") + row + ".";
        check_value(record, report, id + "issued");
        for (const char* column : {"repealed", "in_force"}) {
            check_value(record, report, id + column);
            CHECK(record.find(id + column)->needs_review);
        }
        CHECK_FALSE(record.find(id + "issued")->needs_review);
    }
    // The other form's columns are not missed on that account.
    CHECK_FALSE(warned(record, "column.missing"));
}

TEST_CASE("a worn line of an article, with a speck for a number, is no row") {
    Random random(92);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const int line = row_of(table, "第二十条第（一）项");
    for (TableCell& cell : table.cells) {
        if (cell.row != line) continue;
        cell.text = "第，十条第“";
        cell.confidence = 0.02;
        cell.column_span -= 1;
        TableCell speck = cell;
        speck.column += cell.column_span;
        speck.column_span = 1;
        speck.text = "1";
        table.cells.push_back(speck);
        break;
    }
    wear(table, "规章", "口次");
    const Record record = parse_report(document);
    CHECK_FALSE(warned(record, "row.extra"));
    check_value(record, report, "disclosure.rules.in_force");
    CHECK(record.find("disclosure.rules.in_force")->needs_review);
    check_value(record, report, "disclosure.normative_documents.in_force");
}

TEST_CASE("headings of the old form that ran together, or are lost, leave the numbers in their columns") {
    Random random(95);
    const Report report = make_report(random, FormYear::y2019, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const auto heading = heading_of(table, "上一年项目数量");
    const int row = heading->row;
    SECTION("two in one cell") {
        const auto next = std::next(heading);
        heading->column_span += next->column_span;
        heading->text = "上一年项目数本年增/减量";
        table.cells.erase(next);
    }
    SECTION("none can be read") {
        for (TableCell& cell : table.cells) {
            if (cell.row == row) cell.text = "小人", cell.confidence = 0.2;
        }
    }
    const Record record = parse_report(document);
    for (const char* column : {"previous_items", "change", "decisions"}) {
        const std::string id = std::string("disclosure.licensing.") + column;
        check_value(record, report, id);
        CHECK(record.find(id)->needs_review);
    }
}

TEST_CASE("the number of columns tells the form where it can") {
    std::vector<FormColumn> few{{"decisions", FormYear::both, Label({"处理决定数量"}), false},
                                {"previous_items", FormYear::y2019, Label({"上一年项目数量"}), false},
                                {"change", FormYear::y2019, Label({"本年增/减"}), false}};
    few[0].last = true;
    CHECK(columns_of(FormYear::y2019, few) == std::vector{1, 2, 0});
    CHECK(columns_of(FormYear::y2021, few) == std::vector{0});
    CHECK(form_with_columns(few, 3) == FormYear::y2019);
    CHECK(form_with_columns(few, 1) == FormYear::y2021);
    CHECK_FALSE(form_with_columns(few, 2));
    CHECK_FALSE(form_with_columns(columns, 3));  // both forms have three
    CHECK(columns_by_order({-1, 2, 0}, few) == std::vector{1, 2, 0});
}

TEST_CASE("a heading that a stroke cut in two is one where one cell stands under both halves") {
    Random random(93);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    // A column more, which only the heading's row knows.
    const auto heading = heading_of(table, "本年制发件数");
    const int at = heading->column;
    for (TableCell& cell : table.cells) {
        if (cell.column > at) {
            ++cell.column;
        } else if (cell.column + cell.column_span > at) {
            ++cell.column_span;
        }
    }
    ++table.columns;
    TableCell half = *heading;
    half.column_span = 1;
    half.text = "本年再";
    TableCell rest = half;
    rest.column = at + 1;
    rest.column_span = heading->column_span - 1;
    rest.text = "发件数";
    *heading = half;
    table.cells.push_back(rest);
    std::ranges::stable_sort(table.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
    const Record record = parse_report(document);
    for (const char* row : {"rules", "normative_documents"}) {
        const std::string id = std::string("disclosure.") + row + ".";
        for (const char* column : {"issued", "repealed", "in_force"}) check_value(record, report, id + column);
        CHECK(record.find(id + "issued")->needs_review);
        CHECK_FALSE(record.find(id + "repealed")->needs_review);
    }
}

namespace {

/// Two cells of a row run together: the table has lost something, and may have lost more.
void run_together(Table& table, const std::string& label) {
    const int row = row_of(table, label);
    std::vector<TableCell*> values;
    for (TableCell& cell : table.cells) {
        if (cell.row == row && cell.column > 0) values.push_back(&cell);
    }
    REQUIRE(values.size() >= 2);
    values[0]->column_span += values[1]->column_span;
    values[0]->text += values[1]->text;
    std::erase_if(table.cells, [&, second = values[1]](const TableCell& cell) { return &cell == second; });
}

/// A report of the form of 2021 whose table 2 has lost something.
Document damaged_report() {
    Random random(94);
    Document document = read_well(make_report(random, FormYear::y2021, 95), random);
    run_together(table_of(document, disclosure), "规章");
    return document;
}

bool missed(const Record& record, const std::string& id) {
    const RecordCell* cell = record.find(id);
    return cell != nullptr && cell->needs_review;
}

}  // namespace

TEST_CASE("a damaged table lacks nothing of the form that its headers are not of") {
    const Record record = parse_report(damaged_report());
    CHECK(missed(record, "disclosure.rules.issued"));
    CHECK_FALSE(missed(record, "disclosure.licensing.previous_items"));
    CHECK_FALSE(missed(record, "disclosure.penalties.change"));
    CHECK_FALSE(missed(record, "disclosure.other_services.decisions"));
    CHECK_FALSE(missed(record, "disclosure.procurement.items"));
    CHECK_FALSE(missed(record, "disclosure.fees.change"));
}

TEST_CASE("a damaged table that breaks off in an article of the old form lacks its row") {
    Document document = damaged_report();
    Table& table = table_of(document, disclosure);
    TableCell line = table.cells.front();
    line.row = table.rows++;
    line.column = 0;
    line.column_span = table.columns;
    line.text = "第二十条第（九）项";
    table.cells.push_back(line);
    const Record record = parse_report(document);
    CHECK(missed(record, "disclosure.procurement.items"));
    CHECK_FALSE(missed(record, "disclosure.licensing.previous_items"));
}

TEST_CASE("in a damaged table the columns beside one that both forms have may be lost") {
    Document document = damaged_report();
    Table& table = table_of(document, disclosure);
    wear(table, "本年处理决定数量", "处理决定数量");  // the old form's wording, of its last column
    const Record record = parse_report(document);
    CHECK(missed(record, "disclosure.licensing.previous_items"));
    CHECK(missed(record, "disclosure.other_services.decisions"));
    CHECK_FALSE(missed(record, "disclosure.penalties.change"));
}

TEST_CASE("the wording of a column that both forms have tells whether it is the only one") {
    const std::vector<FormColumn> decisions{{"decisions", FormYear::both, Label({"本年处理决定数量", "处理决定数量"}),
                                             false, Label({"本年处理决定数量"}), Label({"处理决定数量"})},
                                            {"previous_items", FormYear::y2019, Label({"上一年项目数量"}), false}};
    const auto alone = [&](const std::string& text) { return stands_alone({{{1, 2, text}}, 0, 2}, {0}, decisions); };
    CHECK(alone("本年处理决定数量"));
    CHECK(alone("本件处理决定数最"));
    CHECK_FALSE(alone("处理决定数量"));
    CHECK_FALSE(alone("处理决定数"));
    CHECK_FALSE(alone("上一年项目数量本年增/减处理决定数量"));
    CHECK_FALSE(stands_alone({{{1, 2, "上一年项目数量"}, {2, 3, "本年处理决定数量"}}, 0, 3}, {1, 0}, decisions));
}

TEST_CASE("a line of an article and the header below it in one cell are both") {
    Random random(95);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const int line = row_of(table, "第二十条第（八）项");
    std::erase_if(table.cells, [&](const TableCell& cell) { return cell.row == line; });
    for (TableCell& cell : table.cells) {
        if (cell.row == line + 1 && cell.text.starts_with("本年收费金额")) cell.text = "第二十条第，八，项" + cell.text;
    }
    const Record record = parse_report(document);
    CHECK_FALSE(warned(record, "header.missing"));
    check_value(record, report, "disclosure.fees.amount");
    CHECK_FALSE(record.find("disclosure.fees.amount")->needs_review);
}

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

TEST_CASE("a heading that is as like one column as another names neither") {
    const DisclosureHeader header{{{1, 2, "囗囗"}, {2, 3, "本年囗囗件数"}, {3, 4, "现行囗囗件数"}}, 0, 4};
    CHECK(columns_named(header, columns) == std::vector{-1, -1, 5});
    // Once one of them is known, it is the other.
    const DisclosureHeader known{{{1, 2, "本年制发件数"}, {2, 3, "本年囗囗件数"}, {3, 4, "现行囗囗件数"}}, 0, 4};
    CHECK(columns_named(known, columns) == std::vector{3, 4, 5});
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
