// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of table 3 whose labels a copier wore away, told by their number, their order and their sums.
#include <sstream>

#include "parser/value_region.h"
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

namespace {

constexpr int first_row = 3;

/// Labels in the table's rows [from, to) become what is left of thin strokes.
void wear_labels(Table& table, int from, int to) {
    for (TableCell& cell : table.cells) {
        if (!is_words(cell) || cell.row < from || cell.row >= to) continue;
        cell.text = "口目曰";
        cell.confidence = 0.3;
    }
}

/// The last two columns are read with a digit too many: the sums prove nothing.
void misread_totals(Table& table) {
    for (TableCell& cell : table.cells) {
        if (cell.row < first_row || cell.column + 2 < table.columns || is_words(cell)) continue;
        cell.text = "7" + cell.text;
    }
}

int rows_for_review(const Record& record) {
    return static_cast<int>(
        std::ranges::count_if(record.warnings, [](const Warning& warning) { return warning.code == "row.label"; }));
}

}  // namespace

TEST_CASE("rows of which no label can be read are told by their number and their sums") {
    Random random(71);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    wear_labels(table_of(document, applications), first_row, 99);
    const Record record = parse_report(document);
    check_all_right(report, record);
    CHECK(record.form == "2021");
}

TEST_CASE("rows whose neighbours are worn, too, are told by the order of all") {
    Random random(72);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    wear_labels(table, table.rows - 9, table.rows - 2);
    misread_totals(table);
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    CHECK(rows_for_review(record) == 0);
    CHECK_FALSE(warned(record, "row.extra"));
    CHECK_FALSE(warned(record, "row.missing"));
}

TEST_CASE("a row of the header taken for the first of a page and one lost at its end leave all between for review") {
    Random random(76);
    const int kept = GENERATE(0, 1);  // of the rows at the page's end, one that can be read
    INFO(kept);
    check_nothing_slides_in_applications(random, 95, [&](Table& table) {
        const int last = row_of(table, "2.其他法律行政法规禁止公开");
        remove_row(table, last);
        // What is left of the header has as many cells as a row, and a number in one of them.
        insert_row(table, first_row, "口目曰", 3, "1");
        wear_labels(table, first_row, last + 1 - kept);
        misread_totals(table);
    });
}

TEST_CASE("where a row is missing among those that cannot be read, none is told by its order") {
    Random random(73);
    for (const char* lost : {"（一）予以公开", "6.属于四类过程性信息", "3.其他"}) {
        INFO(lost);
        check_nothing_slides_in_applications(random, 95, [&](Table& table) {
            remove_row(table, row_of(table, lost));
            wear_labels(table, first_row, 99);
        });
    }
}

TEST_CASE("a legible label that speaks against the order outweighs it") {
    Random random(74);
    check_nothing_slides_in_applications(random, 95, [](Table& table) {
        remove_row(table, row_of(table, "6.属于四类过程性信息"));
        insert_row(table, row_of(table, "2.重复申请"), "口目曰", 3, "0");
        const int from = row_of(table, "2.其他法律行政法规禁止公开");
        wear_labels(table, from, from + 3);
    });
}

TEST_CASE("blank rows tell nothing of where a row was lost, though the sums hold") {
    Random random(75);
    Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    // A report without row 5, its numbers in row 6; another row of the table is blank where nothing was printed.
    const int fifth = row_of(table, "5.属于三类内部事务信息");
    const std::vector<std::string> columns{"natural_person", "business", "research", "nonprofit",
                                           "legal_service",  "other",    "total"};
    for (int c = 0; c < 7; ++c) {
        const auto at = [&](int row) {
            return std::ranges::find_if(table.cells, [&](const TableCell& cell) {
                return cell.row == row && cell.column == table.columns - 7 + c;
            });
        };
        const std::string column = columns[static_cast<std::size_t>(c)];
        const std::string lost = "applications.refused.internal_affairs." + column;
        std::string& kept = report.printed.at("applications.refused.process_information." + column);
        kept = std::to_string(std::stoi(kept) + std::stoi(report.printed.at(lost)));
        report.printed.erase(lost);
        at(fifth + 1)->text = kept;
        for (Reading& reading : at(fifth + 1)->readings) reading.text = kept;
    }
    remove_row(table, fifth);
    insert_row(table, row_of(table, "2.重复申请"), "口目曰", table.columns - 7, "");
    for (TableCell& cell : table.cells) {
        if (cell.text.empty()) cell.readings.clear();
    }
    wear_labels(table, first_row, 99);
    check_nothing_slides(report, parse_report(document));
}

TEST_CASE("halves of rows that a stroke cut in two do not keep the sums from telling the others") {
    Random random(80);
    Report report;
    do report = make_report(random, FormYear::y2021, 95);
    while (report.one_row_other);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    wear_labels(table, first_row, 99);
    insert_row(table, first_row + 1, "口目曰", table.columns - 7, "");
    const Record record = parse_report(document);
    check_all_right(report, record);
}

TEST_CASE("among rows that faded to nothing a half of a row tells nothing") {
    // Two noughts of the new form's rows gone make the number of the old form's rows, and no sum misses them.
    const std::pair<const char*, const char*> rows[] = {{"1.属于国家秘密", "refused.state_secret"},
                                                        {"6.属于四类过程性信息", "refused.process_information"}};
    const auto all_nought = [&](const Report& report) {
        return !report.one_row_other && std::ranges::all_of(rows, [&](const auto& row) {
            return report.printed.at(std::string("applications.") + row.second + ".total") == "0";
        });
    };
    Random random(82);
    Report report;
    do report = make_report(random, FormYear::y2021, 9);
    while (!all_nought(report));
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    std::vector<int> faded;
    for (const auto& [label, id] : rows) faded.push_back(row_of(table, label));
    for (TableCell& cell : table.cells) {
        if (std::ranges::find(faded, cell.row) == faded.end() || is_words(cell)) continue;
        cell.text.clear();
        cell.readings.clear();
    }
    wear_labels(table, first_row, 99);
    insert_row(table, first_row + 1, "口目曰", table.columns - 7, "");
    check_nothing_slides(report, parse_report(document));
}

TEST_CASE("what is left of the header above the rows does not keep them from being told") {
    Random random(78);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    wear_labels(table, first_row, 99);
    // The header's last lines, cut from the rest: 总计 is also the name of a row.
    insert_row(table, first_row, "口目曰", table.columns - 7, "");
    insert_row(table, first_row + 1, "企业", table.columns - 7, "构");
    for (TableCell& cell : table.cells) {
        if (cell.row == first_row && cell.column + 1 == table.columns) cell.text = "总计";
        if (cell.row >= first_row && cell.row < first_row + 2) cell.readings.clear();
    }
    check_all_right(report, parse_report(document));
}

TEST_CASE("rows of noughts, too, tell where the values begin") {
    const auto begin = [](const std::vector<std::string>& lines) {
        Table table;
        table.origin = TableOrigin::ruled;
        table.columns = 8;
        for (const std::string& line : lines) {
            std::istringstream words(line);
            std::string word;
            for (int column = 0; words >> word; ++column) {
                TableCell cell;
                cell.row = table.rows;
                cell.column = column;
                cell.text = word == "_" ? "" : word;
                table.cells.push_back(cell);
            }
            ++table.rows;
        }
        return values_begin(rows_of(table, 0), 7);
    };
    const std::vector<std::string> right{"8 3 0 0 0 0 0 3", "8 0 2 0 1 0 0 3", "8 1 0 0 0 0 0 1"},
        wrong{"8 5 0 0 0 0 0 6"}, noughts{"8 0 0 0 0 0 0 0"}, blanks{"8 _ _ _ _ _ _ _"};
    const auto all = [](std::vector<std::string> lines, const std::vector<std::string>& more) {
        lines.insert(lines.end(), more.begin(), more.end());
        return lines;
    };
    CHECK(begin(right) == 1);
    CHECK_FALSE(begin(all(right, wrong)));
    CHECK(begin(all(all(right, wrong), noughts)) == 1);
    CHECK_FALSE(begin(all(all(right, wrong), blanks)));
    CHECK_FALSE(begin({noughts[0], noughts[0], noughts[0], noughts[0]}));
}

TEST_CASE("a table under the heading of table 3 of which nothing but numbers can be read is table 3, in parts, too") {
    Random random(78);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    for (TableCell& cell : table.cells) {
        if (!is_words(cell)) continue;
        cell.text = cell.row < first_row ? "口目" : "曰";
        cell.confidence = 0.3;
    }
    const bool parted = GENERATE(false, true);
    if (parted) {
        const Table rest = cut(table, 12);
        for (std::size_t b = 0; b < document.blocks.size(); ++b) {
            if (std::get_if<Table>(&document.blocks[b]) != &table) continue;
            document.blocks.insert(document.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, rest);
            break;
        }
    }
    const Record record = parse_report(document);
    check_all_right(report, record);
    CHECK_FALSE(warned(record, "table.missing"));
}

TEST_CASE("a row's label is known behind the label of its group") {
    Random random(79);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = read_well(report, random);
    Table& table = table_of(document, applications);
    for (TableCell& cell : table.cells) {
        if (cell.text == "5.属于三类内部事务信息") cell.text = "予公开" + cell.text;
    }
    check_all_right(report, parse_report(document));
}
