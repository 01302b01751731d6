// SPDX-License-Identifier: GPL-3.0-or-later
// A form decoded again from its record, with and without a reviewer's answers.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/proposals.h"
#include "parser/record_json.h"
#include "parser/redecode.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

Record through_json(const Record& record) {
    return read_record_json(write_record_json(record));
}

struct Made {
    Report report;
    Document document;
    Record record;  ///< as it comes out of a store
};

Made make(Random& random, const ReaderModel& model) {
    Made made;
    made.report = make_report(random, FormYear::y2021, 60);
    made.document = make_document(made.report, simulated_readers(random, model, 2));
    made.record = through_json(parse_report(made.document));
    return made;
}

ReaderModel poor_readers() {
    ReaderModel model;
    model.hard_share = 0.25;
    model.hard_accuracy = 0.6;
    model.easy_accuracy = 0.998;
    return model;
}

CellAnswer says(const std::string& cell, const std::string& printed, const std::string& kind = "typed") {
    return {cell, kind, printed, "wang", "2026-11-27T01:02:03Z", ""};
}

bool same_verdict(const RecordCell& a, const RecordCell& b) {
    return a.printed == b.printed && a.needs_review == b.needs_review && a.reason == b.reason &&
           a.evidence == b.evidence && a.value.has_value() == b.value.has_value() &&
           std::abs(a.confidence - b.confidence) < 2e-6;
}

bool right(const Made& made, const RecordCell& cell) {
    const auto truth = Decimal::parse(made.report.printed.at(cell.id));
    return cell.value && truth && *cell.value == *truth;
}

}  // namespace

TEST_CASE("without answers, decoding again says what the record says") {
    Random random(301);
    ReaderModel good, bad = poor_readers();
    int doubtful = 0;
    for (int f = 0; f < 120; ++f) {
        const Record record = make(random, f % 2 == 0 ? good : bad).record;
        REQUIRE(can_decode_again(record));
        const Record again = with_answers(record, {});
        REQUIRE(again.cells.size() == record.cells.size());
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            INFO("form " << f << ", " << record.cells[i].id << ": " << record.cells[i].reason << " / "
                         << again.cells[i].reason);
            CHECK(same_verdict(record.cells[i], again.cells[i]));
            doubtful += record.cells[i].needs_review ? 1 : 0;
        }
        REQUIRE(again.checks.size() == record.checks.size());
        for (std::size_t i = 0; i < record.checks.size(); ++i) CHECK(again.checks[i].holds == record.checks[i].holds);
    }
    CHECK(doubtful > 100);  // there was something to get wrong
}

TEST_CASE("an answered cell says what the reviewer said, and decoding never changes it") {
    Random random(302);
    for (int f = 0; f < 40; ++f) {
        const Made made = make(random, poor_readers());
        for (const RecordCell& cell : made.record.cells) {
            if (!cell.needs_review) continue;
            const Record after = with_answers(made.record, {says(cell.id, "4711")});
            const RecordCell& answered = *after.find(cell.id);
            CHECK(answered.printed == "4711");
            CHECK(answered.value == Decimal(4711));
            CHECK_FALSE(answered.needs_review);
            CHECK(answered.confidence >= 0.999);
            CHECK(std::ranges::count(answered.evidence, Witness::reviewer) == 1);
            REQUIRE(answered.answer);
            CHECK(answered.answer->machine_printed == cell.printed);
            CHECK(answered.answer->machine_needs_review);
            break;
        }
    }
}

TEST_CASE("the truth, told cell by cell, empties the queue and leaves no error; neighbours leave it by themselves") {
    Random random(303);
    int asked = 0, by_themselves = 0, wrong = 0;
    for (int f = 0; f < 40; ++f) {
        const Made made = make(random, poor_readers());
        std::vector<CellAnswer> answers;
        Record record = made.record;
        const int before = record.review_count();
        while (record.review_count() > 0) {
            const auto all = proposals(record);
            std::size_t best = record.cells.size();
            for (std::size_t i = 0; i < record.cells.size(); ++i) {
                if (!record.cells[i].needs_review) continue;
                if (best == record.cells.size() || all[i].settles > all[best].settles) best = i;
            }
            const std::string id = record.cells[best].id;
            answers.push_back(says(id, made.report.printed.at(id)));
            record = with_answers(made.record, answers);
        }
        asked += static_cast<int>(answers.size());
        by_themselves += before - static_cast<int>(answers.size());
        for (const RecordCell& cell : record.cells) {
            if (!cell.id.starts_with("disclosure.") && !right(made, cell)) ++wrong;
        }
    }
    INFO(asked << " answers, " << by_themselves << " cells left by themselves");
    CHECK(wrong == 0);
    CHECK(by_themselves > asked / 10);
}

TEST_CASE("an answer that mends a sum proves its neighbours") {
    Random random(304);
    const Report report = make_report(random, FormYear::y2021, 60);
    Document document = make_document(report, [](const std::string& printed) {
        std::vector<Reading> readings;
        for (const Witness witness : {Witness::tesseract, Witness::glyphs})
            readings.push_back({witness, printed, 0.99, {}});
        return readings;
    });
    const std::string wrong = "applications.granted.natural_person";
    const Record clean = parse_report(document);
    for (Block& block : document.blocks) {
        auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        for (TableCell& cell : table->cells) {
            if (cell.box != clean.find(wrong)->box || table->columns != 10) continue;
            cell.readings = {{Witness::tesseract, "88", 0.95, {}}, {Witness::glyphs, "88", 0.95, {}}};
        }
    }
    const Record record = through_json(parse_report(document));
    REQUIRE(record.find(wrong)->needs_review);
    const auto all = proposals(record);
    const std::size_t at = static_cast<std::size_t>(record.find(wrong) - record.cells.data());
    CHECK(all[at].settles >= 2);  // its row and its columns
    CHECK(all[at].printed == report.printed.at(wrong));
    const Record after = with_answers(record, {says(wrong, report.printed.at(wrong))});
    CHECK(after.review_count() == 0);
    CHECK(after.find("applications.granted.total")->standing() == Standing::proven);
    for (const Check& check : after.checks) CHECK(check.holds == true);
}

TEST_CASE("a report that is wrong itself: the value stays, the check is listed as failing, nobody else is to blame") {
    Random random(305);
    Report report = make_report(random, FormYear::y2021, 60);
    const std::string total = "applications.granted.total";
    const int printed = std::stoi(report.printed.at(total));
    report.printed[total] = std::to_string(printed + 1);
    const Record record = through_json(parse_report(make_document(report)));
    REQUIRE(record.find(total)->needs_review);
    const Record after = with_answers(record, {says(total, report.printed.at(total), "as_printed")});
    const RecordCell& cell = *after.find(total);
    CHECK(cell.value == Decimal(printed + 1));
    CHECK_FALSE(cell.needs_review);
    CHECK(std::ranges::count(cell.evidence, Witness::reviewer) == 1);
    const auto check = std::ranges::find(after.checks, "applications.granted.row_sum", &Check::id);
    REQUIRE(check != after.checks.end());
    CHECK(check->holds == false);
    CHECK(after.review_count() == 0);
}

TEST_CASE("answers about cells that are not there change nothing") {
    Random random(306);
    const Record record = make(random, poor_readers()).record;
    const Record after = with_answers(record, {says("no.such.cell", "1")});
    CHECK(write_record_json(after) == write_record_json(with_answers(record, {})));
}

TEST_CASE("a record from before decoder input was kept takes answers, and keeps its other verdicts") {
    Random random(307);
    Record record = make(random, poor_readers()).record;
    for (RecordCell& cell : record.cells) cell.decoder.reset();
    record = through_json(record);
    CHECK_FALSE(can_decode_again(record));
    const auto doubtful = std::ranges::find(record.cells, true, &RecordCell::needs_review);
    REQUIRE(doubtful != record.cells.end());
    const Record after = with_answers(record, {says(doubtful->id, "12")});
    CHECK(after.find(doubtful->id)->printed == "12");
    CHECK(after.review_count() == record.review_count() - 1);
}

TEST_CASE("a blank is an answer, and what cannot be a number may only be as printed") {
    Random random(308);
    const Record record = make(random, poor_readers()).record;
    const std::string id = record.cells[40].id;
    const RecordCell blank = *with_answers(record, {says(id, "", "blank")}).find(id);
    CHECK(blank.printed.empty());
    CHECK_FALSE(blank.value);
    CHECK_FALSE(blank.needs_review);
    const RecordCell words = *with_answers(record, {says(id, "见附件", "as_printed")}).find(id);
    CHECK(words.printed == "见附件");
    CHECK_FALSE(words.value);
    CHECK_FALSE(words.needs_review);
    CHECK(understood(id, "见附件").kind == CellValue::Kind::unreadable);
    CHECK(understood(id, "1,113").value == Decimal(1113));
}
