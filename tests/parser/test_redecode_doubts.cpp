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

/// The third table of zeros: four that one reader alone saw, five that two agree on, six of which nothing is seen.
Document worn(Random& random) {
    Report report = make_report(random, FormYear::y2021, 0);
    for (auto& [id, printed] : report.printed) {
        if (!id.starts_with("disclosure.") && !id.starts_with("applications.")) printed = "0";
    }
    Document document = make_document(report, [](const std::string& printed) {
        return std::vector<Reading>{{Witness::tesseract, printed, 0.99, {}}, {Witness::glyphs, printed, 0.999, {}}};
    });
    int at = 0;
    for (TableCell& cell : table_of(document, disputes).cells) {
        if (cell.text != "0") continue;
        if (at < 4) cell.readings.pop_back();
        if (at >= 9) cell.readings.clear();
        if (at >= 9) cell.text.clear();
        ++at;
    }
    REQUIRE(at == 15);
    return document;
}

std::vector<std::string> blanks_for_review(const Record& record) {
    std::vector<std::string> out;
    for (const RecordCell& cell : record.cells) {
        if (cell.needs_review && cell.printed.empty()) out.push_back(cell.id);
    }
    return out;
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

TEST_CASE("answers make no worn table less worn: blanks that nobody looked at stay for review") {
    Random random(322);
    const Record record = stored(worn(random));
    const std::vector<std::string> blanks = blanks_for_review(record);
    REQUIRE(blanks.size() == 6);
    std::vector<CellAnswer> answers;
    for (const RecordCell& cell : record.cells) {
        if (cell.readings.size() != 1) continue;
        answers.push_back(says(cell.id, "0", "confirm"));
        CHECK(blanks_for_review(with_answers(record, {answers.back()})) == blanks);
    }
    CHECK(answers.size() == 4);
    CHECK(blanks_for_review(with_answers(record, answers)) == blanks);
    // One of them that is a blank says nothing of the others.
    const Record after = with_answers(record, {says(blanks.front(), "", "blank")});
    CHECK(blanks_for_review(after) == std::vector<std::string>(blanks.begin() + 1, blanks.end()));
}

TEST_CASE("a reader's point before three digits of a count is a separator in its answer too") {
    Random random(323);
    Report report = make_report(random, FormYear::y2021, 60);
    const std::string id = "disclosure.rules.in_force";
    report.printed[id] = "1,234";
    const auto read = [](const std::string& printed) {
        const std::string seen = printed == "1,234" ? "1.234" : printed;
        return std::vector<Reading>{{Witness::tesseract, seen, 0.9, {}}, {Witness::glyphs, printed, 0.9, {}}};
    };
    const Record record = stored(make_document(report, read));
    for (const std::string printed : {"1.234", "1,234"}) {
        const RecordCell cell = *with_answers(record, {says(id, printed, "other_reading")}).find(id);
        CHECK(cell.value == Decimal(1234));
        CHECK(cell.evidence.size() == 3);
    }
    CHECK(understood(*record.find(id), "1.234").kind == CellValue::Kind::unreadable);
    CHECK(understood(*record.find(id), "1,234").value == Decimal(1234));
    CHECK(understood(*record.find(id), "12.0").value == Decimal(12));
    // The report may have it so.
    CHECK(with_answers(record, {says(id, "1.5", "as_printed")}).find(id)->value == Decimal::parse("1.5"));
}

TEST_CASE("of a record without decoder input, a sum that an answer broke proves nobody any more") {
    Random random(325);
    const Report report = make_report(random, FormYear::y2021, 60);
    Record record = stored(make_document(report));
    for (RecordCell& cell : record.cells) cell.decoder.reset();
    REQUIRE(record.review_count() == 0);
    const std::string one = "litigation_direct.upheld", other = "litigation_direct.pending";
    REQUIRE(record.find(other)->standing() == Standing::proven);
    CHECK(with_answers(record, {says(one, report.printed.at(one))}).review_count() == 0);
    const Record after = with_answers(record, {says(one, "4711")});
    CHECK(after.review_count() == 4);
    CHECK(after.find(other)->standing() == Standing::review);
    CHECK(after.find(other)->reason.starts_with("does not add up: "));
    CHECK(std::ranges::count(after.find(other)->evidence, Witness::arithmetic) == 0);
    CHECK(with_answers(record, {says(one, "4711", "as_printed")}).review_count() == 0);
    // What another sum vouches for stays proven.
    const Record crossed = with_answers(record, {says("applications.granted.natural_person", "4711")});
    CHECK(crossed.find("applications.granted.total")->standing() == Standing::proven);
}

TEST_CASE("an answer that is no number leaves the cell for review") {
    Random random(324);
    const Record record = stored(make_document(make_report(random, FormYear::y2021, 60)));
    const std::string id = record.cells[40].id;
    for (const std::string kind : {"confirm", "other_reading", "typed"}) {
        const RecordCell cell = *with_answers(record, {says(id, "见附件", kind)}).find(id);
        CHECK(cell.needs_review);
        CHECK_FALSE(cell.reason.empty());
        CHECK_FALSE(cell.value);
    }
}
