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

TEST_CASE("what each stage contributed to a cell comes back from the JSON") {
    Record record;
    record.source.files = {{"1.png", "00", 1}, {"2.png", "ff", 2}};
    record.pages = {{3, 841.89, 595.28, 270, 300, PageText::Source::text_layer}};
    RecordCell cell;
    cell.id = "review.total";
    cell.printed = "21";
    cell.confidence = 0.5;
    cell.evidence = {Witness::glyphs, Witness::arithmetic};
    cell.readings = {{Witness::glyphs, "21", 0.9, {{"27", 0.05}}}, {Witness::tesseract, "", 0.25, {}}};
    cell.prior = 0.875;
    cell.rival = Rival{"27", 0.000000004};
    cell.under_seal = true;
    record.cells = {cell};
    record.checks = {{"review.sum", false, {"review.other", "review.total"}, Decimal(-1), {"review.total"}}};
    const std::string json = write_record_json(record);
    CHECK(json.find("\"verdict\": \"proven\"") != std::string::npos);
    const Record again = read_record_json(json);
    CHECK(write_record_json(again) == json);
    REQUIRE(again.cells.size() == 1);
    const RecordCell& read = again.cells.front();
    REQUIRE(read.readings.size() == 2);
    CHECK(read.readings[0].witness == Witness::glyphs);
    CHECK(read.readings[0].alternatives.front().text == "27");
    CHECK(read.readings[1].text.empty());
    CHECK(read.readings[1].confidence == 0.25);
    CHECK(read.prior == 0.875);
    REQUIRE(read.rival);
    CHECK(read.rival->printed == "27");
    CHECK(read.rival->ratio == Approx(4e-9));
    CHECK(read.under_seal);
    CHECK(again.checks.front().totals == std::vector<std::string>{"review.total"});
    REQUIRE(again.pages.size() == 1);
    CHECK(again.pages.front().number == 3);
    CHECK(again.pages.front().turned_degrees == 270);
    CHECK(again.pages.front().source == PageText::Source::text_layer);
    REQUIRE(again.source.files.size() == 2);
    CHECK(again.source.files[1].sha256 == "ff");
    CHECK(again.source.files[1].pages == 2);
}

TEST_CASE("a record from before its cells said how they came about still reads") {
    const Record record = read_record_json(
        "{\"schema\": \"nianbao.report/1\", \"source\": {\"file\": \"a.pdf\", \"sha256\": \"00\", \"media_type\": "
        "\"application/pdf\", \"pages\": 5, \"kind\": \"scan\"}, \"title\": null, \"organization\": null, \"year\": "
        "2023, \"form\": \"2021\", \"sections\": [], \"cells\": {\"review.total\": {\"value\": 21, \"printed\": "
        "\"21\", "
        "\"confidence\": 0.9997, \"needs_review\": false, \"evidence\": [\"glyphs\", \"arithmetic\"], "
        "\"alternatives\": [], \"page\": 3, \"box\": [1, 2, 3, 4]}}, \"checks\": [{\"id\": \"review.sum\", \"holds\": "
        "true, \"cells\": [\"review.total\"], \"difference\": 0}], \"tables\": [], \"warnings\": []}");
    REQUIRE(record.cells.size() == 1);
    CHECK(record.cells.front().standing() == Standing::proven);
    CHECK(record.cells.front().readings.empty());
    CHECK_FALSE(record.cells.front().prior);
    CHECK_FALSE(record.cells.front().rival);
    CHECK(record.pages.empty());
    CHECK(record.source.files.empty());
    CHECK(record.checks.front().totals.empty());
}

TEST_CASE("what is no record is refused in words") {
    for (const char* text : {"", "{", "[]", "{\"schema\": \"other/1\"}", "nonsense",
                             "{\"schema\": \"nianbao.report/1\", \"cells\": {\"a\": {\"value\": 1e5}}}",
                             "{\"schema\": \"nianbao.report/1\", \"cells\": {\"a\": 5}}"}) {
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
