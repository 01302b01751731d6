// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that nobody meant: nothing may break, and nothing may be believed.
#include <catch2/catch.hpp>

#include "document/text_form.h"
#include "parser/parse_report.h"
#include "parser/record_json.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

TEST_CASE("texts put together from pieces of the form are read without breaking") {
    const std::vector<std::string> pieces{"一、总体情况",
                                          "三、本年度办理结果",
                                          "（七）总计",
                                          "0",
                                          "1,113",
                                          "-",
                                          "\t",
                                          "\t\t",
                                          "\n",
                                          "\n\n",
                                          "规章",
                                          "第二十条第（一）项",
                                          "信息内容",
                                          "本年制发件数",
                                          "自然人",
                                          "总计",
                                          "结果维持",
                                          "行政复议",
                                          "2023年",
                                          "政府信息公开工作年度报告",
                                          "##",
                                          "（",
                                          "99999999999",
                                          "\f",
                                          "一、本年新收政府信息公开申请数量",
                                          "万元"};
    Random random(61);
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (int n = static_cast<int>(random() % 120); n > 0; --n) text += pieces[random() % pieces.size()];
        const Record record = parse_report(read_text_form(text));
        CHECK_NOTHROW(read_record_json(write_record_json(record)));
        for (const RecordCell& cell : record.cells) CHECK(national_forms().find(cell.id) >= 0);
    }
}

TEST_CASE("tables whose cells lie about their places are read without breaking") {
    Random random(62);
    for (int round = 0; round < 60; ++round) {
        Document document = make_document(make_report(random, FormYear::y2021, 9), simulated_readers(random, {}, 2));
        for (Block& block : document.blocks) {
            auto* table = std::get_if<Table>(&block);
            if (table == nullptr) continue;
            for (TableCell& cell : table->cells) {
                if (random() % 10 != 0) continue;
                cell.row += static_cast<int>(random() % 7) - 3;
                cell.column += static_cast<int>(random() % 7) - 3;
                cell.row_span = static_cast<int>(random() % 4);
                cell.column_span = static_cast<int>(random() % 4) - 1;
            }
            if (random() % 4 == 0) table->rows = static_cast<int>(random() % 5);
        }
        CHECK_NOTHROW(write_record_json(parse_report(document)));
        CHECK_NOTHROW(write_text_form(document));
    }
}

TEST_CASE("many doubtful cells are decoded in bounded time") {
    Random random(63);
    ReaderModel hopeless;
    hopeless.hard_share = 1;
    hopeless.hard_accuracy = 0.3;
    hopeless.empty_share = 0;
    hopeless.lists_truth = 1;
    for (int round = 0; round < 5; ++round) {
        const Report report = make_report(random, FormYear::y2021, 9);
        const Record record = parse_report(make_document(report, simulated_readers(random, hopeless, 2)));
        int silent = 0;
        for (const RecordCell& cell : record.cells) {
            const auto truth = Decimal::parse(report.printed.at(cell.id));
            const bool right = cell.value && truth && *cell.value == *truth;
            silent += !right && !cell.needs_review ? 1 : 0;
        }
        CHECK(silent == 0);
        CHECK(record.review_count() > 20);
    }
}
