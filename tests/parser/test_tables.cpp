// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to tables on their way: cut, misread, with rows and columns lost or added. Nothing may slide.
#include <catch2/catch.hpp>

#include "document/text_form.h"
#include "document/utf8.h"
#include "parser/label_text.h"
#include "parser/parse_report.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

Table& table_of(Document& document, int which) {
    for (Block& block : document.blocks) {
        if (auto* table = std::get_if<Table>(&block)) {
            if (which-- == 0) return *table;
        }
    }
    throw std::logic_error("no such table");
}

constexpr int disclosure = 0, applications = 1, disputes = 2;

bool is_words(const TableCell& cell) {
    return hanzi_count(cell.text) >= 2;
}

int row_of(const Table& table, const std::string& label) {
    for (const TableCell& cell : table.cells) {
        if (cell.text == label) return cell.row;
    }
    throw std::logic_error("no row " + label);
}

void remove_row(Table& table, int row) {
    std::erase_if(table.cells, [&](const TableCell& c) { return c.row == row && c.row_span == 1; });
    for (TableCell& cell : table.cells) {
        if (cell.row > row) {
            --cell.row;
        } else if (cell.row + cell.row_span > row) {
            --cell.row_span;
            // A group's label that began in the lost row begins in the next one.
        }
    }
    --table.rows;
}

void insert_row(Table& table, int row, const std::string& label, int first_value, const std::string& value) {
    for (TableCell& cell : table.cells) {
        if (cell.row >= row) {
            ++cell.row;
        } else if (cell.row + cell.row_span > row) {
            ++cell.row_span;
        }
    }
    ++table.rows;
    TableCell cell = table.cells.back();
    cell.row = row;
    cell.row_span = 1;
    cell.column = 0;
    cell.column_span = first_value;
    cell.text = label;
    cell.readings.clear();
    table.cells.push_back(cell);
    for (int c = first_value; c < table.columns; ++c) {
        cell.column = c;
        cell.column_span = 1;
        cell.text = value;
        cell.readings = {{Witness::text_layer, value, 1, {}}};
        table.cells.push_back(cell);
    }
}

// Cuts a table in two before `row`; the group's cells that reach over the cut come back without their text.
Table cut(Table& table, int row) {
    Table rest = table;
    rest.cells.clear();
    std::vector<TableCell> kept;
    for (TableCell cell : table.cells) {
        if (cell.row >= row) {
            cell.row -= row;
            rest.cells.push_back(cell);
        } else if (cell.row + cell.row_span > row) {
            TableCell below = cell;
            below.row_span = cell.row + cell.row_span - row;
            below.row = 0;
            below.text.clear();
            rest.cells.push_back(below);
            cell.row_span = row - cell.row;
            kept.push_back(cell);
        } else {
            kept.push_back(cell);
        }
    }
    rest.rows = table.rows - row;
    table.rows = row;
    table.cells = kept;
    std::ranges::stable_sort(rest.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
    return rest;
}

void check_all_right(const Report& report, const Record& record) {
    for (const auto& [id, printed] : report.printed) {
        INFO(id);
        const RecordCell* cell = record.find(id);
        REQUIRE(cell != nullptr);
        REQUIRE(cell->value);
        CHECK(*cell->value == *Decimal::parse(printed));
        CHECK_FALSE(cell->needs_review);
    }
}

// No number may stand in a cell where it was not printed.
void check_nothing_slides(const Report& report, const Record& record) {
    for (const RecordCell& cell : record.cells) {
        INFO(cell.id);
        if (!cell.value || cell.needs_review) continue;
        REQUIRE(report.printed.contains(cell.id));
        CHECK(*cell.value == *Decimal::parse(report.printed.at(cell.id)));
    }
}

bool warned(const Record& record, const std::string& code) {
    return std::ranges::any_of(record.warnings, [&](const Warning& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("a ruled table written as text gives the same cells, blanks at either end included") {
    Random random(21);
    for (int round = 0; round < 30; ++round) {
        const Report report = make_report(random, round % 2 == 0 ? FormYear::y2019 : FormYear::y2021, 90);
        Document document = make_document(report);
        for (int t : {disclosure, applications, disputes}) {
            for (TableCell& cell : table_of(document, t).cells) {
                if (is_words(cell) || cell.text != "0" || random() % 3 != 0) continue;
                cell.text.clear();
                cell.readings.clear();
            }
        }
        const Record ruled = parse_report(document);
        const Record again = parse_report(read_text_form(write_text_form(document)));
        REQUIRE(ruled.cells.size() == again.cells.size());
        for (std::size_t i = 0; i < ruled.cells.size(); ++i) {
            INFO(ruled.cells[i].id);
            CHECK(ruled.cells[i].id == again.cells[i].id);
            CHECK(ruled.cells[i].value == again.cells[i].value);
            CHECK(ruled.cells[i].printed == again.cells[i].printed);
            CHECK(ruled.cells[i].needs_review == again.cells[i].needs_review);
        }
        CHECK(again.form == ruled.form);
        CHECK(again.sections.size() == 6);
    }
}

TEST_CASE("table 3 cut by a page anywhere is put together") {
    Random random(22);
    for (int row = 4; row < 28; ++row) {
        INFO("cut before row " << row);
        Report report;
        do report = make_report(random, FormYear::y2021, 90);
        while (report.one_row_other);
        Document document = make_document(report);
        for (std::size_t b = 0; b < document.blocks.size(); ++b) {
            auto* table = std::get_if<Table>(&document.blocks[b]);
            if (table == nullptr || table != &table_of(document, applications)) continue;
            Table rest = cut(*table, row);
            document.blocks.insert(document.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, rest);
            break;
        }
        const Record record = parse_report(document);
        check_all_right(report, record);
        CHECK(record.warnings.empty());
    }
}

TEST_CASE("table 2 may come as one table for each article") {
    Random random(23);
    const Report report = make_report(random, FormYear::y2019, 90);
    Document document = make_document(report);
    for (int part = 0; part < 4; ++part) {
        for (std::size_t b = 0; b < document.blocks.size(); ++b) {
            auto* table = std::get_if<Table>(&document.blocks[b]);
            if (table == nullptr || table != &table_of(document, part)) continue;
            const std::vector<std::string> articles{"第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项",
                                                    "第二十条第（九）项"};
            Table rest = cut(*table, row_of(*table, articles[part]));
            document.blocks.insert(document.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, rest);
            break;
        }
    }
    check_all_right(report, parse_report(document));
}

TEST_CASE("misread labels do not move a row") {
    Random random(24);
    const std::u32string noise = U"未末已己口日目白曰回国围因团园困固圆";
    int right = 0, all = 0;
    for (int round = 0; round < 60; ++round) {
        const Report report = make_report(random, round % 2 == 0 ? FormYear::y2019 : FormYear::y2021, 90);
        ReaderModel clean;
        clean.hard_share = 0;
        Document document = make_document(report, simulated_readers(random, clean, 2));
        for (int t : {disclosure, applications, disputes}) {
            for (TableCell& cell : table_of(document, t).cells) {
                if (!is_words(cell)) continue;
                std::u32string text = to_utf32(cell.text);
                for (char32_t& c : text) {
                    if (random() % 100 < 12) c = noise[random() % noise.size()];
                }
                cell.text = to_utf8(text);
                cell.confidence = 0.7;
            }
        }
        const Record record = parse_report(document);
        check_nothing_slides(report, record);
        for (const auto& [id, printed] : report.printed) {
            const RecordCell* cell = record.find(id);
            ++all;
            right += cell != nullptr && cell->value && *cell->value == *Decimal::parse(printed) ? 1 : 0;
        }
    }
    CHECK(right > 0.97 * all);
}

TEST_CASE("an unreadable label is told by its place") {
    Random random(25);
    const Report report = make_report(random, FormYear::y2021, 90);
    ReaderModel clean;
    clean.hard_share = 0;
    for (const char* label :
         {"4.保护第三方合法权益", "2.重复申请", "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"}) {
        Document document = make_document(report, simulated_readers(random, clean, 2));
        for (TableCell& cell : table_of(document, applications).cells) {
            if (cell.text != label) continue;
            cell.text = "#口目";
            cell.confidence = 0.3;
        }
        const Record record = parse_report(document);
        check_nothing_slides(report, record);
        CHECK_FALSE(warned(record, "row.missing"));
    }
}

TEST_CASE("a missing row is noticed and nothing moves into its place") {
    Random random(26);
    for (const char* label : {"4.保护第三方合法权益", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                              "（七）总计", "2.重复申请"}) {
        INFO(label);
        const Report report = make_report(random, FormYear::y2021, 90);
        Document document = make_document(report);
        remove_row(table_of(document, applications), row_of(table_of(document, applications), label));
        const Record record = parse_report(document);
        check_nothing_slides(report, record);
        CHECK(warned(record, "row.missing"));
        CHECK(record.cells.size() == report.printed.size() - 7);
    }
    const Report report = make_report(random, FormYear::y2021, 90);
    Document scan = make_document(report, simulated_readers(random, {}, 2));
    remove_row(table_of(scan, applications), row_of(table_of(scan, applications), "2.重复申请"));
    const Record record = parse_report(scan);
    REQUIRE(record.find("applications.not_processed.repeated.total") != nullptr);
    CHECK(record.find("applications.not_processed.repeated.total")->needs_review);
    CHECK_FALSE(record.find("applications.not_processed.repeated.total")->value);
}

TEST_CASE("an extra row stays out of the form") {
    Random random(27);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    insert_row(table_of(document, applications), 8, "6.其他主动公开文件", 3, "77");
    Table& first = table_of(document, disclosure);
    insert_row(first, row_of(first, "行政规范性文件") + 1, "其他主动公开文件", 3, "88");
    const Record record = parse_report(document);
    check_all_right(report, record);
    CHECK(warned(record, "row.extra"));
    CHECK(record.cells.size() == report.printed.size());
}

TEST_CASE("a column that the grid lost makes its rows doubtful, not wrong") {
    Random random(28);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    // The rule between two values was not seen in one row: one cell holds both.
    const int row = row_of(table, "2.重复申请");
    for (TableCell& cell : table.cells) {
        if (cell.row == row && cell.column == 5) {
            cell.column_span = 2;
            cell.text += " 9";
            cell.readings.front().text = cell.text;
        }
    }
    std::erase_if(table.cells, [&](const TableCell& c) { return c.row == row && c.column == 6; });
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK(record.find("applications.not_processed.repeated.research")->needs_review);
    CHECK(record.find("applications.not_processed.repeated.nonprofit")->needs_review);
    CHECK_FALSE(record.find("applications.not_processed.repeated.business")->needs_review);
}

TEST_CASE("an empty grid column between others changes nothing") {
    Random random(29);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    for (TableCell& cell : table.cells) {
        if (cell.column >= 6) {
            ++cell.column;
        } else if (cell.column + cell.column_span > 6) {
            ++cell.column_span;
        }
    }
    ++table.columns;
    for (int r = 3; r < table.rows; ++r) {
        TableCell cell;
        cell.row = r;
        cell.column = 6;
        cell.page = 1;
        table.cells.push_back(cell);
    }
    check_all_right(report, parse_report(document));
}

TEST_CASE("absent tables are named, and a document that is no report has no form") {
    Random random(30);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    std::erase_if(document.blocks, [&](const Block& block) {
        const auto* table = std::get_if<Table>(&block);
        return table != nullptr && table->cells.front().text == "行政复议";
    });
    const Record record = parse_report(document);
    CHECK(warned(record, "table.missing"));
    CHECK(record.form == "2021");
    CHECK(record.find("review.total") == nullptr);

    const Record other =
        parse_report(read_text_form("采购清单\n\n名称\t数量\n桌子\t4\n椅子\t12\n\n以上各项请核对。\n"));
    CHECK_FALSE(other.form);
    CHECK(other.cells.empty());
    CHECK(other.checks.empty());
    CHECK(other.warnings.empty());
    CHECK(other.tables.size() == 1);
    CHECK(other.preface == "采购清单\n以上各项请核对。");
    CHECK_FALSE(parse_report(Document{}).form);
}
