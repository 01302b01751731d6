// SPDX-License-Identifier: GPL-3.0-or-later
// Answers: what follows from them, what is refused, and their way back.
#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/exports/export_store.h"
#include "tests/review/seeded_desk.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;

TEST_CASE("a correction is in the export, with evidence reviewer and the program's own reading beside it") {
    const SeededDesk made;
    const QueueRow row = made.first();
    REQUIRE(made.type(row.key, "4711").kind == AnswerResult::Kind::stored);
    const parser::RecordCell cell = *made.exported(row.key.document).find(row.key.cell);
    CHECK(cell.value == parser::Decimal(4711));
    CHECK(std::ranges::count(cell.evidence, Witness::reviewer) == 1);
    REQUIRE(cell.answer);
    CHECK(cell.answer->machine_printed == row.printed);
    CHECK(cell.answer->reviewer == "wang");
    const Work work = made.desk->work(row.key);
    CHECK(work.cell.answered);
    CHECK(work.machine == row.printed);
    REQUIRE(work.answer);
    CHECK(work.answer->before == row.printed);
    CHECK(made.defects().empty());
}

TEST_CASE("every kind of export has the correction") {
    const SeededDesk made;
    const QueueRow row = made.first();
    made.desk->answer({row.key, AnswerKind::typed, "4711", "worn", "wang", ""});
    Store store(made.folder / "store", Store::Purpose::read);
    exports::export_csv(store, made.folder / "all.csv");
    const std::string csv = content_of(made.folder / "all.csv");
    const std::size_t at = csv.find(row.key.cell + ",", csv.find(made.of(row.key.document).sha256));
    REQUIRE(at != std::string::npos);
    const std::string line = csv.substr(at, csv.find('\n', at) - at);
    CHECK(line.find(",4711,4711,0.999") != std::string::npos);
    CHECK(line.find("typed," + row.printed + ",wang,20") != std::string::npos);
    CHECK(line.find(",worn") != std::string::npos);
    exports::export_sqlite(store, made.folder / "all.sqlite");
    const store::Database copy(made.folder / "all.sqlite", store::Database::Access::write);
    CHECK(copy.number("SELECT value FROM cells WHERE document_id = ? AND id = ?", {row.key.document, row.key.cell}) ==
          4711);
    CHECK(copy.number("SELECT count(*) FROM answers") == 1);
    exports::export_xlsx(store, made.folder / "all.xlsx");
    CHECK(content_of(made.folder / "all.xlsx").starts_with("PK"));
}

TEST_CASE("undo brings back what was, answer by answer, and only the reviewer's own") {
    const SeededDesk made;
    const QueueRow row = made.first();
    const std::size_t before = made.desk->queue({}, 0, 0).total;
    REQUIRE(made.type(row.key, "11").kind == AnswerResult::Kind::stored);
    REQUIRE(made.type(row.key, "12").kind == AnswerResult::Kind::stored);
    CHECK_FALSE(made.desk->undo("li").done);
    const UndoResult first = made.desk->undo("wang");
    CHECK(first.done);
    CHECK(first.cell == row.key);
    CHECK(first.version == made.desk->work(row.key).version);
    CHECK(made.desk->work(row.key).cell.printed == "11");
    CHECK(made.desk->undo("wang").done);
    CHECK(made.desk->work(row.key).cell.printed == row.printed);
    CHECK_FALSE(made.desk->work(row.key).cell.answered);
    CHECK_FALSE(made.desk->undo("wang").done);
    CHECK(made.desk->queue({}, 0, 0).total == before);
    CHECK(made.desk->work(row.key).history.size() == 4);
    CHECK(made.defects().empty());
}

TEST_CASE("two reviewers do not overwrite one another unseen") {
    const SeededDesk made;
    const Desk second(made.folder / "store");
    Desk& li = const_cast<Desk&>(second);
    const QueueRow row = made.first();
    const std::string seen = li.work(row.key).version;
    REQUIRE(made.type(row.key, "11").kind == AnswerResult::Kind::stored);
    const AnswerResult late = li.answer({row.key, AnswerKind::typed, "12", "", "li", seen});
    CHECK(late.kind == AnswerResult::Kind::conflict);
    REQUIRE(late.other);
    CHECK(late.other->reviewer == "wang");
    CHECK(late.other->printed == "11");
    CHECK(made.desk->work(row.key).cell.printed == "11");
    const AnswerResult knowing = li.answer({row.key, AnswerKind::typed, "12", "", "li", late.version});
    CHECK(knowing.kind == AnswerResult::Kind::stored);
    CHECK(made.desk->work(row.key).cell.printed == "12");
    const auto before = made.desk->revision();
    li.undo("li");
    CHECK(made.desk->revision() != before);
}

TEST_CASE("what is no answer is refused, and nothing of it is stored") {
    const SeededDesk made;
    const QueueRow row = made.first();
    const std::string version = made.desk->work(row.key).version;
    const auto kind = [&](AnswerKind what, const std::string& text, const std::string& who = "wang") {
        return made.desk->answer({row.key, what, text, "", who, version}).kind;
    };
    using Kind = AnswerResult::Kind;
    CHECK(kind(AnswerKind::typed, "见附件") == Kind::refused);
    CHECK(kind(AnswerKind::other_reading, "987654") == Kind::refused);
    CHECK(kind(AnswerKind::confirm, "987654") == Kind::refused);
    CHECK(kind(AnswerKind::undo, "1") == Kind::refused);
    CHECK(kind(AnswerKind::typed, "1\n2") == Kind::refused);
    CHECK(kind(AnswerKind::typed, std::string(5000, '1')) == Kind::refused);
    CHECK(kind(AnswerKind::typed, "\xff\xfe") == Kind::refused);
    CHECK(kind(AnswerKind::typed, "12", "") == Kind::refused);
    CHECK_THROWS_AS(made.desk->work({row.key.document, "no.cell"}), NotThere);
    CHECK_THROWS_AS(made.desk->work({4711, row.key.cell}), NotThere);
    CHECK_THROWS_AS(made.desk->page_image(row.key.document, 77), NotThere);
    CHECK(made.desk->work(row.key).version == version);
    CHECK(made.desk->answers(std::nullopt, 0, 10).empty());
}

TEST_CASE("what was read is checked as what is typed: no number, no reading, another's separator") {
    SeedOptions options;
    options.documents = 1;
    const SeededDesk made(options);
    parser::Record record = made.documents[0].record;
    const std::string words = record.cells[40].id, lost = record.cells[41].id, grouped = record.cells[42].id;
    parser::RecordCell* cell = record.find(words);
    cell->printed = "见附件";
    cell->value.reset();
    cell->decoder->hypotheses.clear();
    cell = record.find(lost);
    cell->printed.clear();
    cell->value.reset();
    cell->box.reset();
    cell->readings.clear();
    cell->decoder = parser::DecoderInput{{}, 1, true, false, "missing"};
    cell = record.find(grouped);
    cell->readings = {{Witness::tesseract, "1.234", 0.9, {}}, {Witness::glyphs, "7", 0.9, {}}};
    cell->decoder->from_image = true;
    read_again(made.folder / "store", made.documents[0], record, "second recipe");
    const auto answer = [&](const std::string& id, AnswerKind kind, const std::string& text) {
        return made.desk->answer({{made.documents[0].id, id}, kind, text, "", "wang", ""});
    };
    CHECK(answer(words, AnswerKind::confirm, "见附件").code == "no_number");
    CHECK(answer(lost, AnswerKind::confirm, "").code == "nothing_read");
    CHECK(answer(grouped, AnswerKind::typed, "1.234").code == "no_number");
    CHECK(made.desk->answers(std::nullopt, 0, 10).empty());
    CHECK(made.desk->work({made.documents[0].id, grouped}).readings.front().text == "1,234");
    REQUIRE(answer(grouped, AnswerKind::other_reading, "1.234").kind == AnswerResult::Kind::stored);
    CHECK(answer(words, AnswerKind::as_printed, "").kind == AnswerResult::Kind::stored);
    CHECK(answer(lost, AnswerKind::blank, "").kind == AnswerResult::Kind::stored);
    const parser::Record after = made.exported(made.documents[0].id);
    CHECK(after.find(grouped)->value == parser::Decimal(1234));
    CHECK(after.find(grouped)->printed == "1,234");
    for (const std::string& id : {words, lost, grouped}) CHECK_FALSE(after.find(id)->needs_review);
}

TEST_CASE("as printed: the report is wrong itself, the check stays listed, and nobody else is doubted for it") {
    SeedOptions options;
    options.documents = 1;
    options.wrong_every = 1;
    options.readers.hard_share = 0;
    options.readers.easy_accuracy = 0.99999;
    const SeededDesk made(options);
    const CellKey key{made.documents[0].id, "applications.granted.total"};
    REQUIRE(made.desk->work(key).reason.code == "sum");
    const AnswerResult result = made.desk->answer({key, AnswerKind::as_printed, "", "它就是这样写的", "wang", ""});
    REQUIRE(result.kind == AnswerResult::Kind::stored);
    const parser::Record record = made.exported(key.document);
    CHECK_FALSE(record.find(key.cell)->needs_review);
    CHECK(record.find(key.cell)->value == parser::Decimal::parse(made.truth(key)));
    const auto check = std::ranges::find(record.checks, "applications.granted.row_sum", &parser::Check::id);
    CHECK(check->holds == false);
    CHECK(record.review_count() == 0);
}

TEST_CASE("a document's lines of prose: doubtful characters, a correction, and its way back") {
    const SeededDesk made;
    const ProsePage page = made.desk->prose({}, 0, 100);
    REQUIRE(page.total == 3);
    const ProseLine line = page.lines.front();
    CHECK(line.machine == "全县各部门按时公开。");
    REQUIRE(line.doubtful.size() == 2);
    CHECK(line.doubtful[0].first == 2);
    CHECK(line.doubtful[1].count == 2);
    REQUIRE(line.box);
    NewProseAnswer answer{line.document, line.place, "全县各单位按时公开了。", "", "wang", line.version};
    CHECK(made.desk->answer_prose(answer).kind == AnswerResult::Kind::stored);
    CHECK(made.desk->answer_prose(answer).kind == AnswerResult::Kind::conflict);
    const parser::Record record = made.exported(line.document);
    CHECK(record.sections.front().text == "全县各单位按时公开了。");
    REQUIRE(record.sections.front().doubtful.front().answer);
    CHECK(made.desk->prose({}, 0, 100).total == 2);
    CHECK(made.defects().empty());
    const UndoResult undone = made.desk->undo("wang");
    CHECK(undone.prose);
    CHECK(made.exported(line.document).sections.front().text == line.machine);
    CHECK(made.desk->prose({}, 0, 100).total == 3);
}
