// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer must not do: change a number's unit, or let other cells pass that nobody looked at.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/record_json.h"
#include "parser/redecode.h"
#include "tests/parser/spoiled_tables.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

Record stored(const Document& document) {
    return read_record_json(write_record_json(parse_report(document)));
}

CellAnswer says(const std::string& cell, const std::string& printed, const std::string& kind = "typed") {
    return {cell, kind, printed, "wang", "2026-11-27T01:02:03Z", ""};
}

const std::string fees = "disclosure.fees.amount";

/// Its header says 元, where the form has 万元.
Document fees_in_yuan(Random& random, const std::string& printed) {
    Report report = make_report(random, FormYear::y2021, 60);
    report.printed[fees] = printed;
    Document document = make_document(report);
    Table& table = table_of(document, disclosure);
    for (TableCell& cell : table.cells) {
        if (cell.text == "本年收费金额（单位：万元）") cell.text = "本年收费金额（单位：元）";
    }
    return document;
}

int warnings_of_unit(const Record& record) {
    return static_cast<int>(std::ranges::count(record.warnings, "value.unit", &Warning::code));
}

}  // namespace

TEST_CASE("where the header says 元, an answer without a unit is converted to 万元, and that is told") {
    Random random(320);
    const Record record = stored(fees_in_yuan(random, "5000"));
    REQUIRE(record.find(fees)->needs_review);
    for (const std::string kind : {"confirm", "typed", "as_printed"}) {
        INFO(kind);
        const Record after = with_answers(record, {says(fees, "5000", kind)});
        CHECK(after.find(fees)->value == Decimal::parse("0.5"));
        CHECK(after.find(fees)->printed == "5000");
        CHECK_FALSE(after.find(fees)->needs_review);
        CHECK(warnings_of_unit(after) == 1);
        const Record again = read_record_json(write_record_json(after));
        CHECK(understood(*again.find(fees), "5000").value == Decimal::parse("0.5"));
    }
    CHECK(understood(*record.find(fees), "5,000.00").value == Decimal::parse("0.5"));
}

TEST_CASE("where the header says 元, a unit of the answer's own counts, and nothing becomes of blanks and dashes") {
    Random random(321);
    const Record record = stored(fees_in_yuan(random, "5000"));
    CHECK(with_answers(record, {says(fees, "5000元")}).find(fees)->value == Decimal::parse("0.5"));
    CHECK(with_answers(record, {says(fees, "0.7万元")}).find(fees)->value == Decimal::parse("0.7"));
    CHECK(warnings_of_unit(with_answers(record, {says(fees, "0.7万元")})) == 0);
    CHECK(with_answers(record, {says(fees, "5000(其中100元退回)")}).find(fees)->value == Decimal::parse("0.5"));
    CHECK_FALSE(with_answers(record, {says(fees, "", "blank")}).find(fees)->value);
    CHECK_FALSE(with_answers(record, {says(fees, "—")}).find(fees)->value);
    CHECK(with_answers(record, {says(fees, "0")}).find(fees)->value == Decimal(0));
}
