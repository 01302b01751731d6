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

TEST_CASE("a heading that a stroke cut in two is one where one cell stands under both halves") {
    Random random(93);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    // A column more, which only the heading's row knows.
    const auto heading = std::ranges::find(table.cells, "本年制发件数", &TableCell::text);
    REQUIRE(heading != table.cells.end());
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
