// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and cells that a table without rules, or a spoilt cell, may hide: marked, and their neighbours kept.
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

namespace {

const RecordCell& cell_of(const Record& record, const std::string& id) {
    const RecordCell* cell = record.find(id);
    INFO(id);
    REQUIRE(cell != nullptr);
    return *cell;
}

}  // namespace

TEST_CASE("a row that a printed table without rules lacks is for review, of a ruled one it was not printed") {
    Random random(81);
    const Report report = make_report(random, FormYear::y2021, 95);
    const bool ruled = GENERATE(true, false);
    INFO(ruled);
    Document document = make_document(report);
    for (const auto& [which, label] :
         {std::pair{disclosure, "行政强制"}, std::pair{applications, "6.属于四类过程性信息"}}) {
        Table& table = table_of(document, which);
        remove_row(table, row_of(table, label));
        table.grid_confidence = ruled ? 1 : 0;
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    for (const char* id :
         {"disclosure.coercive_measures.decisions", "applications.refused.process_information.total"}) {
        INFO(id);
        if (ruled) {
            CHECK(record.find(id) == nullptr);
        } else {
            CHECK(cell_of(record, id).needs_review);
        }
    }
}

TEST_CASE("a number whose note was misread is no label: the numbers beside it keep their places") {
    Random random(82);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disclosure);
    const int row = row_of(table, "行政规范性文件");
    TableCell* last = nullptr;
    for (TableCell& cell : table.cells) {
        if (cell.row == row && (last == nullptr || cell.column > last->column)) last = &cell;
    }
    REQUIRE(last != nullptr);
    last->text = "11其中修i门件，";
    last->readings.clear();
    last->confidence = 0.004;
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK(cell_of(record, "disclosure.normative_documents.issued").value);
    CHECK(cell_of(record, "disclosure.normative_documents.repealed").value);
    CHECK(cell_of(record, "disclosure.normative_documents.in_force").needs_review);
}

TEST_CASE("table 4 under its section's heading needs no legible label, though two columns are one") {
    Random random(83);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, disputes);
    const int last = table.rows - 1;
    for (TableCell& cell : table.cells) {
        if (is_words(cell)) cell.text = "口目曰";
    }
    const auto at = [&](int column) {
        return std::ranges::find_if(table.cells,
                                    [&](const TableCell& c) { return c.row == last && c.column == column; });
    };
    at(2)->column_span = 2;
    at(2)->readings.clear();
    at(2)->text += at(3)->text;
    table.cells.erase(at(3));
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK_FALSE(warned(record, "table.missing"));
    CHECK(cell_of(record, "review.total").needs_review);
    CHECK(cell_of(record, "litigation_after_review.total").value);
}

TEST_CASE("table 4 under its section's heading needs no legible label where it prints dashes for nothing, or blanks") {
    Random random(83);
    Report report = make_report(random, FormYear::y2021, 95);
    const std::string nothing = GENERATE("/", "-", "");
    for (auto& [id, printed] : report.printed) {
        const bool of_table_4 = id.starts_with("review.") || id.starts_with("litigation_");
        if (of_table_4) printed = id == "review.other" || id == "review.total" ? "3" : nothing;
    }
    Document document = read_well(report, random);
    for (TableCell& cell : table_of(document, disputes).cells) {
        if (is_words(cell)) cell.text = "口目曰";
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK_FALSE(warned(record, "table.missing"));
    CHECK(cell_of(record, "review.total").value);
}

TEST_CASE("a row of groups that add up is table 4 without any heading, unless all of it is nought") {
    Random random(83);
    Report report = make_report(random, FormYear::y2021, 95);
    const bool nought = GENERATE(false, true);
    for (auto& [id, printed] : report.printed) {
        const bool of_table_4 = id.starts_with("review.") || id.starts_with("litigation_");
        if (of_table_4) printed = "0";
    }
    if (!nought) report.printed["review.other"] = report.printed["review.total"] = "3";
    Document document = read_well(report, random);
    for (TableCell& cell : table_of(document, disputes).cells) {
        if (is_words(cell)) cell.text = "口目曰";
    }
    std::erase_if(document.blocks, [](const Block& block) {
        const auto* paragraph = std::get_if<Paragraph>(&block);
        return paragraph != nullptr && paragraph->text.starts_with("四、");
    });
    CHECK(warned(parse_report(document), "table.missing") == nought);
}

TEST_CASE("quarters of a year that add up are no table 4, whether the report has one of its own or not") {
    Random random(86);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table foreign = table_of(document, disputes);
    for (TableCell& cell : foreign.cells) {
        if (is_words(cell)) cell.text = "口目曰";
        const bool number = cell.row == foreign.rows - 1;
        if (number) cell.text = cell.column % 5 == 4 ? "8" : "2";
        for (Reading& reading : cell.readings) reading.text = cell.text;
    }
    const bool printed = GENERATE(false, true);
    if (printed) {
        document.source.kind = SourceKind::digital;
        document.pages.front().source = PageText::Source::text_layer;
        std::erase_if(document.blocks, [&](const Block& block) { return &block == &document.blocks[8]; });
    }
    document.blocks.insert(document.blocks.begin() + 3, foreign);
    const Record record = parse_report(document);
    const RecordCell* total = record.find("review.total");
    if (total != nullptr && total->value) CHECK(total->printed == report.printed.at("review.total"));
}

TEST_CASE("where a column of values is lost and the header read as one less, no label's column takes its place") {
    Random random(85);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    // The rule between the first two columns is gone, and with it one of their numbers.
    const int first = table.columns - 7;
    std::erase_if(table.cells, [&](const TableCell& c) { return c.column == first + 1 && c.column_span == 1; });
    for (TableCell& cell : table.cells) {
        if (cell.column > first) {
            --cell.column;
        } else if (cell.column + cell.column_span > first + 1) {
            --cell.column_span;
        }
        if (cell.text == "自然人") cell.text = "人商业企业";
    }
    --table.columns;
    check_nothing_slides(report, parse_report(document));
}

TEST_CASE("a row that ran together with the one above it was printed") {
    Random random(84);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    remove_row(table, row_of(table, "2.重复申请"));
    const int above = row_of(table, "1.信访举报投诉类申请");
    CHECK(parse_report(close_up(document)).find("applications.not_processed.repeated.total") == nullptr);
    for (TableCell& cell : table.cells) {
        if (cell.row == above && is_words(cell)) cell.text += "2.重复申请";
    }
    CHECK(cell_of(parse_report(close_up(document)), "applications.not_processed.repeated.total").needs_review);
}

TEST_CASE("beside numbers of no row, a table without rules may have given a row but one line of its numbers") {
    Random random(86);
    const Report report = make_report(random, FormYear::y2021, 95);
    const bool ruled = GENERATE(true, false);
    INFO(ruled);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    insert_row(table, row_of(table, "2.重复申请"), "", 3, "1340");
    table.grid_confidence = ruled ? 1 : 0;
    const Record record = parse_report(document);
    CHECK(cell_of(record, "applications.not_processed.repeated.total").needs_review == !ruled);
    CHECK(cell_of(record, "applications.not_processed.petition.total").needs_review == !ruled);
    CHECK_FALSE(cell_of(record, "applications.not_processed.confirmation.total").needs_review);
}
