// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to tables on their way: cut, written as text, with columns lost or added. Nothing may slide.
#include "document/text_form.h"
#include "document/utf8.h"
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

namespace {

/// Of the form of 2021, （六） printed as three rows.
Report report_of_many_rows(Random& random) {
    Report report;
    do report = make_report(random, FormYear::y2021, 90);
    while (report.one_row_other);
    return report;
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
        const Report report = report_of_many_rows(random);
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

TEST_CASE("tables 3 and 4 in one grid are parted at the heading that became a row of it") {
    Random random(24);
    const Report report = report_of_many_rows(random);
    Document document = make_document(report);
    const auto first = std::ranges::find_if(document.blocks, [&](const Block& block) {
        const auto* table = std::get_if<Table>(&block);
        return table == &table_of(document, applications);
    });
    const auto second = std::ranges::find_if(std::next(first), document.blocks.end(),
                                             [](const Block& block) { return std::holds_alternative<Table>(block); });
    REQUIRE(second != document.blocks.end());
    Table& whole = std::get<Table>(*first);
    Table below = std::get<Table>(*second);
    // The heading with the first line of the header, which is worn; table 4's columns go on behind those of table 3, so
    // that neither knows the other's.
    TableCell heading;
    heading.row = whole.rows;
    heading.column_span = std::max(whole.columns, below.columns);
    heading.text = "四、政府信息公开行政复议、行政诉讼情况行政复议5";
    const int columns = heading.column_span;
    std::erase_if(below.cells, [](const TableCell& cell) { return cell.row == 0; });
    for (TableCell& cell : whole.cells) {
        if (cell.column + cell.column_span == whole.columns) cell.column_span = columns - cell.column;
    }
    for (TableCell cell : below.cells) {
        if (is_words(cell) && cell.column % 4 != 0) cell.text = "人" + cell.text.substr(0, 3);
        cell.row += whole.rows;
        if (cell.column + cell.column_span == below.columns) cell.column_span = columns - cell.column;
        whole.cells.push_back(cell);
    }
    whole.cells.push_back(heading);
    whole.rows += below.rows;
    whole.columns = columns;
    std::ranges::stable_sort(whole.cells, {}, [](const TableCell& c) { return std::pair{c.row, c.column}; });
    document.blocks.erase(std::next(first), std::next(second));
    const Record record = parse_report(document);
    int of_disputes = 0;
    for (const auto& [id, printed] : report.printed) {
        if (id.starts_with("disclosure.")) continue;
        INFO(id);
        const RecordCell* cell = record.find(id);
        const bool right = cell && cell->value && *cell->value == *Decimal::parse(printed);
        if (id.starts_with("applications.")) CHECK(right);
        of_disputes += right && !id.starts_with("applications.") ? 1 : 0;
    }
    CHECK(of_disputes >= 10);  // the others are told by their header alone
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

TEST_CASE("tables 2 and 3 that were taken for one are read apart") {
    Random random(61);
    for (const FormYear form : {FormYear::y2019, FormYear::y2021}) {
        const Report report = make_report(random, form, 90);
        Document document = make_document(report);
        Table& second = table_of(document, disclosure);
        const Table third = table_of(document, applications);
        // Nothing stood between them, and their sides are in line: stitching went on with the same table.
        const int seam = second.rows;
        second.page_starts.push_back(seam);
        second.columns = std::max(second.columns, third.columns);
        for (TableCell cell : third.cells) {
            cell.row += seam;
            second.cells.push_back(cell);
        }
        second.rows += third.rows;
        std::erase_if(document.blocks, [&](const Block& block) {
            const auto* table = std::get_if<Table>(&block);
            return table != nullptr && table->columns == third.columns && table->rows == third.rows;
        });
        const Record record = parse_report(document);
        check_all_right(report, record);
        CHECK_FALSE(warned(record, "table.missing"));
        CHECK(record.tables.size() == 3);
    }
}

TEST_CASE("labels of table 4 that cannot be read do not move its numbers") {
    Random random(62);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    Table& table = table_of(document, disputes);
    // One label of the first group survives and all of the second; the third one's name is beyond recognition: ten
    // labels, and two names of groups.
    int spoiled = 0;
    for (TableCell& cell : table.cells) {
        const bool leaf = cell.row + cell.row_span > 1 && cell.column_span == 1 && is_words(cell);
        const bool last_group = cell.text.find("复议后") != std::string::npos;
        if (!(leaf && (cell.column == 1 || cell.column == 2 || cell.column >= 12)) && !last_group) continue;
        cell.text = "口目曰";
        ++spoiled;
    }
    REQUIRE(spoiled >= 5);
    check_nothing_slides(report, parse_report(document));
}

TEST_CASE("where two numbers of table 4 run together, the groups that add up keep theirs") {
    Random random(63);
    const Report report = make_report(random, FormYear::y2021, 95);
    const int merged = GENERATE(0, 3, 6, 13);
    INFO(merged);
    Document document = read_well(report, random);
    Table& table = table_of(document, disputes);
    const int last = table.rows - 1;
    const auto at = [&](int column) {
        return std::ranges::find_if(table.cells,
                                    [&](const TableCell& c) { return c.row == last && c.column == column; });
    };
    REQUIRE(table.columns == 15);
    for (TableCell& cell : table.cells) {
        if (is_words(cell) && cell.column_span == 1) cell.text = "口目曰";
    }
    at(merged)->text += at(merged + 1)->text;
    at(merged)->readings.clear();
    at(merged)->column_span = 2;
    table.cells.erase(at(merged + 1));
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    int kept = 0, marked = 0;
    for (const char* group : {"review", "litigation_direct", "litigation_after_review"}) {
        for (const char* column : {"upheld", "corrected", "other", "pending", "total"}) {
            const RecordCell* cell = record.find(std::string(group) + "." + column);
            REQUIRE(cell != nullptr);
            kept += cell->value && !cell->needs_review ? 1 : 0;
            marked += cell->needs_review ? 1 : 0;
        }
    }
    CHECK(kept == 10);
    CHECK(marked == 5);
}

TEST_CASE("numbers of table 4 on the page behind their header are its numbers") {
    Random random(31);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    for (std::size_t b = 0; b < document.blocks.size(); ++b) {
        auto* table = std::get_if<Table>(&document.blocks[b]);
        if (table == nullptr || table != &table_of(document, disputes)) continue;
        const Table rest = cut(*table, table->rows - 1);
        document.blocks.insert(document.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, rest);
        break;
    }
    const Record record = parse_report(document);
    check_all_right(report, record);
    CHECK_FALSE(warned(record, "row.missing"));
    CHECK_FALSE(warned(record, "table.missing"));
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

TEST_CASE("a part of table 3 that is not quite in line with the part before it keeps its first column") {
    Random random(65);
    const Report report = report_of_many_rows(random);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    // From some row on the boundary between labels and values is a little to the right: one more column for all.
    const int values = table.columns - 7, below = 20;
    for (TableCell& cell : table.cells) {
        const bool shifted = cell.row >= below && cell.column <= values;
        if (cell.column > values) {
            ++cell.column;
        } else if (cell.column == values && shifted) {
            ++cell.column;
        } else if (cell.column + cell.column_span > values || (shifted && cell.column + cell.column_span == values)) {
            ++cell.column_span;
        }
    }
    ++table.columns;
    check_all_right(report, parse_report(document));
}
