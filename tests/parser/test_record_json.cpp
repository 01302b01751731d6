// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/failure.h"
#include "document/text_form.h"
#include "parser/json.h"
#include "parser/parse_report.h"
#include "parser/record_json.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

TEST_CASE("a record comes back from its JSON as it was, digit by digit") {
    Random random(51);
    for (int round = 0; round < 20; ++round) {
        Report report = make_report(random, round % 2 == 0 ? FormYear::y2019 : FormYear::y2021, 5000);
        for (auto& [id, printed] : report.printed) {
            if (id.ends_with(".amount")) printed = "24252.311082";
        }
        Record record = parse_report(make_document(report, simulated_readers(random, {}, 2)));
        record.source.file = "一份 \"报告\"\n.pdf";
        record.source.sha256 = "00ff";
        const std::string json = write_record_json(record);
        const Record again = read_record_json(json);
        CHECK(write_record_json(again) == json);
        CHECK(again.source.file == record.source.file);
        REQUIRE(again.cells.size() == record.cells.size());
        CHECK(again.form == record.form);
        CHECK(again.checks.size() == record.checks.size());
    }
}

TEST_CASE("values stand in the JSON with the digits that were printed") {
    const Record record = parse_report(
        read_text_form("柳河镇2020年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n第二十条第（九）项\t\t\n信"
                       "息内容\t采购项目数量\t采购总金额（单位：万元，保留4位小数）\n政府集中采购\t1,113\t13.7950\n"));
    const std::string json = write_record_json(record);
    CHECK(json.find("\"disclosure.procurement.amount\": {\"value\": 13.7950, \"printed\": \"13.7950\"") !=
          std::string::npos);
    CHECK(json.find("\"disclosure.procurement.items\": {\"value\": 1113, \"printed\": \"1,113\"") != std::string::npos);
    CHECK(json.find("\"box\": null") != std::string::npos);
    CHECK(json.find("\"form\": \"2019\"") != std::string::npos);
}

TEST_CASE("what is no record is refused in words") {
    for (const char* text : {"", "{", "[]", "{\"schema\": \"other/1\"}", "nonsense",
                             "{\"schema\": \"nianbao.report/1\", \"cells\": {\"a\": {\"value\": 1e5}}}"}) {
        INFO(text);
        CHECK_THROWS_AS(read_record_json(text), Failure);
    }
    CHECK_THROWS_AS(Json::parse(std::string(100000, '[')), Failure);
}

TEST_CASE("JSON texts are escaped, and broken bytes do not get through") {
    CHECK(Json::string("a\"\\\n\t\x01").dump() == "\"a\\\"\\\\\\n\\t\\u0001\"");
    CHECK(Json::string("\xFF").dump() == "\"\xEF\xBF\xBD\"");
    CHECK(Json::rounded(0.1 + 0.2, 6).dump() == "0.3");
    CHECK(Json::rounded(-0.0000001, 2).dump() == "0");
    CHECK(Json::rounded(1.0 / 0.0, 2).dump() == "null");
}
