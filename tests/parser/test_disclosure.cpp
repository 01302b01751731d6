// SPDX-License-Identifier: GPL-3.0-or-later
// Table 2 whose headings, articles and labels a copier wore away.
#include "parser/disclosure_columns.h"
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

namespace {

std::vector<TableCell>::iterator heading_of(Table& table, const std::string& text) {
    const auto heading = std::ranges::find(table.cells, text, &TableCell::text);
    REQUIRE(heading != table.cells.end());
    return heading;
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

TEST_CASE("a heading that is as like one column as another names neither") {
    const DisclosureHeader header{{{1, 2, "囗囗"}, {2, 3, "本年囗囗件数"}, {3, 4, "现行囗囗件数"}}, 0, 4};
    CHECK(columns_named(header, columns) == std::vector{-1, -1, 5});
    // Once one of them is known, it is the other.
    const DisclosureHeader known{{{1, 2, "本年制发件数"}, {2, 3, "本年囗囗件数"}, {3, 4, "现行囗囗件数"}}, 0, 4};
    CHECK(columns_named(known, columns) == std::vector{3, 4, 5});
}
