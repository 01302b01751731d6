// SPDX-License-Identifier: GPL-3.0-or-later
// Rows with misread labels, missing rows, extra rows. Nothing may slide.
#include "document/text_form.h"
#include "document/utf8.h"
#include "tests/parser/spoiled_tables.h"

using namespace synthetic;

TEST_CASE("misread labels do not move a row") {
    Random random(24);
    const std::u32string noise = U"未末已己口日目白曰回国围因团园困固圆";
    int right = 0, all = 0;
    for (int round = 0; round < 60; ++round) {
        const Report report = make_report(random, round % 2 == 0 ? FormYear::y2019 : FormYear::y2021, 90);
        Document document = read_well(report, random);
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
    for (const char* label :
         {"4.保护第三方合法权益", "2.重复申请", "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"}) {
        Document document = read_well(report, random);
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

TEST_CASE("labels of which only their numbers are left are no values, and the rows keep their places") {
    Random random(52);
    for (const FormYear form : {FormYear::y2019, FormYear::y2021}) {
        const Report report = make_report(random, form, 90);
        Document document = read_well(report, random);
        for (TableCell& cell : table_of(document, applications).cells) {
            // "2.重复申请" in thin strokes: the digit survives the copier, the rest does not.
            const bool numbered =
                cell.text.size() > 2 && cell.text[0] > '0' && cell.text[0] < '9' && cell.text[1] == '.';
            if (!numbered) continue;
            cell.text = cell.text.substr(0, 1);
            cell.confidence = 0.97;
        }
        const Record record = parse_report(document);
        check_all_right(report, record);
        CHECK_FALSE(warned(record, "row.value_count"));
        CHECK_FALSE(warned(record, "row.missing"));
    }
}

TEST_CASE("where many labels are beyond reading and rows are missing, no row is told by its place") {
    Random random(53);
    check_nothing_slides_in_applications(random, 90, [](Table& table) {
        remove_row(table, row_of(table, "4.保护第三方合法权益"));
        remove_row(table, row_of(table, "2.重复申请"));
        for (TableCell& cell : table.cells) {
            if (!is_words(cell) || cell.row < 6 || cell.row > 16 || cell.row_span > 1) continue;
            cell.text = "口目曰";
            cell.confidence = 0.3;
        }
    });
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
    // The rows around it stand directly below each other: nothing was there to be lost.
    const Record whole = parse_report(close_up(scan));
    CHECK(whole.find("applications.not_processed.repeated.total") == nullptr);
    CHECK(warned(whole, "row.missing"));
    // Unless one of them cannot be told.
    for (TableCell& cell : table_of(scan, applications).cells) {
        if (cell.text == "3.要求提供公开出版物") cell.text = "口目曰";
    }
    CHECK(parse_report(close_up(scan)).find("applications.not_processed.repeated.total") != nullptr);
}

TEST_CASE("a sum over rows of which one is not printed is checked") {
    Random random(54);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document scan = make_document(report, simulated_readers(random, {}, 2));
    Table& table = table_of(scan, applications);
    remove_row(table, row_of(table, "2.重复申请"));
    const Record record = parse_report(close_up(scan));
    int checked = 0, broken = 0;
    for (const Check& check : record.checks) {
        if (check.id.find("processed_sum") == std::string::npos) continue;
        checked += check.holds ? 1 : 0;
        broken += check.holds == false ? 1 : 0;
    }
    CHECK(checked >= 6);
    CHECK(broken >= 1);
}

TEST_CASE("a row that only the old form has is missed where the old form was printed on a picture") {
    Random random(28);
    const Report report = make_report(random, FormYear::y2019, 90);
    const auto record_without = [&](Document document) {
        Table& table = table_of(document, disclosure);
        remove_row(table, row_of(table, "其他对外管理服务事项"));
        return parse_report(document);
    };
    const Record scan = record_without(make_document(report, simulated_readers(random, {}, 2)));
    for (const char* column : {"previous_items", "change", "decisions"}) {
        const RecordCell* cell = scan.find(std::string("disclosure.other_services.") + column);
        REQUIRE(cell != nullptr);
        CHECK(cell->needs_review);
    }
    const Record printed = record_without(make_document(report));
    CHECK(printed.find("disclosure.other_services.change") == nullptr);
    CHECK(warned(scan, "row.missing"));
}

TEST_CASE("where a printed table breaks off below an article's header, its row is missed") {
    Random random(29);
    const Report report = make_report(random, FormYear::y2021, 90);
    const auto record_without = [&](const char* label) {
        Document document = make_document(report);
        Table& table = table_of(document, disclosure);
        remove_row(table, row_of(table, label));
        return parse_report(document);
    };
    const Record cut = record_without("行政事业性收费");
    REQUIRE(cut.find("disclosure.fees.amount") != nullptr);
    CHECK(cut.find("disclosure.fees.amount")->needs_review);
    CHECK_FALSE(cut.find("disclosure.fees.amount")->value);
    // Before rows that are there, it was not printed.
    CHECK(record_without("行政强制").find("disclosure.coercive_measures.decisions") == nullptr);
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

TEST_CASE("rows and columns whose labels are beyond recognition are for review, whatever the source") {
    Random random(29);
    const Report report = make_report(random, FormYear::y2021, 90);
    const auto with_label = [&](int which, const std::string& label, const std::string& garbled) {
        Document document = make_document(report);
        for (TableCell& cell : table_of(document, which).cells) {
            if (cell.text == label) cell.text = garbled;
        }
        return parse_report(document);
    };
    const auto all_marked = [](const Record& record, const std::string& row, const std::vector<std::string>& columns) {
        for (const std::string& column : columns) {
            INFO(row << column);
            const RecordCell* cell = record.find(row + column);
            REQUIRE(cell != nullptr);
            CHECK(cell->needs_review);
        }
    };
    const std::vector<std::string> applicants{"natural_person", "business", "research", "nonprofit",
                                              "legal_service",  "other",    "total"};
    // Two lines of a label, character by character in turn.
    const Record row =
        with_label(applications, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                   "2知.申要请求人缴逾纳期费未用按、收行费政通机关开不申再请处理其政府信息公");
    check_nothing_slides(report, row);
    all_marked(row, "applications.other_handling.unpaid_fee.", applicants);
    const Record ordinary = with_label(applications, "2.重复申请", "#口目日口口");
    all_marked(ordinary, "applications.not_processed.repeated.", applicants);
    const Record item = with_label(disclosure, "行政许可", "口口目日");
    all_marked(item, "disclosure.licensing.", {"decisions"});
    const Record column = with_label(disclosure, "现行有效件数", "口口目日");
    all_marked(column, "disclosure.rules.", {"in_force"});
    all_marked(column, "disclosure.normative_documents.", {"in_force"});
    // The header of the fees was lost with a page's end: the one above is of another article.
    Document document = make_document(report);
    Table& table = table_of(document, disclosure);
    remove_row(table, row_of(table, "本年收费金额（单位：万元）"));
    remove_row(table, row_of(table, "第二十条第（八）项"));
    all_marked(parse_report(document), "disclosure.fees.", {"amount"});
}

TEST_CASE("a corner beyond recognition is no column of its own") {
    Random random(31);
    const Report report = make_report(random, FormYear::y2021, 0);
    Document document = read_well(report, random);
    for (TableCell& cell : table_of(document, disclosure).cells) {
        if (cell.text == "信息内容") cell.text = "信息商答";
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    for (const RecordCell& cell : record.cells) {
        INFO(cell.id);
        if (cell.id.starts_with("disclosure."))
            CHECK(cell.reason != "the printed cell covers several cells of the form");
    }
}

TEST_CASE("an article whose header is whole misses no column of the other form, whatever happened elsewhere") {
    Random random(37);
    const Report report = make_report(random, FormYear::y2021, 0);
    Document document = read_well(report, random);
    auto& cells = table_of(document, disclosure).cells;
    const auto label = std::ranges::find(cells, "行政强制", &TableCell::text);
    REQUIRE(label != cells.end());
    std::erase_if(cells, [row = label->row](const TableCell& cell) { return cell.row == row; });
    const Record record = parse_report(document);
    CHECK(warned(record, "row.missing"));
    CHECK(record.find("disclosure.rules.issued") != nullptr);
    CHECK(record.find("disclosure.rules.made") == nullptr);
    CHECK(record.find("disclosure.fees.previous_items") == nullptr);
}

TEST_CASE("a row that cannot be told from the other form's is for review in both") {
    Random random(33);
    const Report report = make_report(random, FormYear::y2019, 0);
    Document document = read_well(report, random);
    for (TableCell& cell : table_of(document, applications).cells) {
        if (cell.text == "（六）其他处理") cell.text = "1.甲清入尤止当";  // less like it than like the first of three
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    const RecordCell* cell = record.find("applications.other_handling.total");
    REQUIRE(cell != nullptr);
    CHECK(cell->needs_review);
}

TEST_CASE("two rows under one label are both for review") {
    Random random(30);
    const Report report = make_report(random, FormYear::y2021, 90);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    const int upper = row_of(table, "（七）总计"), lower = row_of(table, "四、结转下年度继续办理");
    REQUIRE(lower == upper + 1);
    std::erase_if(table.cells, [&](const TableCell& cell) { return cell.text == "四、结转下年度继续办理"; });
    for (TableCell& cell : table.cells) {
        if (cell.text != "（七）总计") continue;
        cell.text = "（七）总计四、结转下年度继续办理";
        cell.row_span = 2;
        cell.column_span += cell.column;
        cell.column = 0;
    }
    const Record record = parse_report(document);
    check_nothing_slides(report, record);
    for (const char* row : {"total_processed", "carried_forward"}) {
        const RecordCell* cell = record.find("applications." + std::string(row) + ".total");
        REQUIRE(cell != nullptr);
        CHECK(cell->needs_review);
    }
}

TEST_CASE("a number whose cell goes on into the next row is for review, as is what that row lost") {
    Random random(31);
    const Report report = make_report(random, FormYear::y2021, 90);
    const bool whole_row = GENERATE(false, true);
    INFO(whole_row);
    Document document = make_document(report);
    Table& table = table_of(document, applications);
    const int upper = row_of(table, "1.信访举报投诉类申请");
    const auto is_value = [&](const TableCell& cell, int row, int column) {
        return cell.row == row && (whole_row ? cell.column >= table.columns - 7 && cell.column + 1 < table.columns
                                             : cell.column == column);
    };
    const int column = table.columns - 3;
    // The rule between them is lost in one column, or, of a label on two lines that a stroke parts, in all but one.
    std::erase_if(table.cells, [&](const TableCell& cell) { return is_value(cell, upper + 1, column); });
    for (TableCell& cell : table.cells) {
        if (is_value(cell, upper, column)) cell.row_span = 2;
    }
    const Record record = parse_report(document);
    const RecordCell* cell = record.find("applications.not_processed.petition.legal_service");
    REQUIRE(cell != nullptr);
    CHECK(cell->needs_review == !whole_row);
    const RecordCell* next = record.find("applications.not_processed.repeated.legal_service");
    REQUIRE(next != nullptr);
    CHECK(next->needs_review);
}
