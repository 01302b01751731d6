// SPDX-License-Identifier: GPL-3.0-or-later
// The desk over a seeded store: the queue, work, answers and what follows from them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "parser/record_json.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/exports/stored_records.h"
#include "pipeline/store/status.h"
#include "pipeline/store/verify_store.h"
#include "review/desk.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;
using store::Store;

namespace {

struct Bench {
    explicit Bench(SeedOptions options = {}) {
        if (options.readers.hard_share == synthetic::ReaderModel{}.hard_share) options.readers = doubtful_readers();
        documents = seed_store(folder / "store", options);
        desk = std::make_unique<Desk>(folder / "store");
    }
    const SeededDocument& of(std::int64_t id) const { return *std::ranges::find(documents, id, &SeededDocument::id); }
    std::string truth(const CellKey& key) const { return of(key.document).truth.at(key.cell); }
    QueueRow first(const QueueFilter& filter = {}) const { return desk->queue(filter, 0, 1).rows.at(0); }
    AnswerResult type(const CellKey& key, const std::string& text, const std::string& who = "wang") const {
        return desk->answer({key, AnswerKind::typed, text, "", who, desk->work(key).version});
    }
    std::vector<std::string> defects() const {
        const Store store(folder / "store", Store::Purpose::read);
        std::vector<std::string> lines;
        for (const auto& defect : store::verify(store, store::Idle::yes).defects) lines.push_back(defect.what);
        return lines;
    }
    parser::Record exported(std::int64_t id) const {
        const Store store(folder / "store", Store::Purpose::read);
        parser::Record found;
        exports::for_each_record(store, [&](const exports::StoredRecord& stored) {
            if (stored.sha256 == of(id).sha256) found = parser::read_record_json(stored.json);
        });
        return found;
    }

    TemporaryFolder folder;
    std::vector<SeededDocument> documents;
    std::unique_ptr<Desk> desk;
};

}  // namespace

TEST_CASE("the queue holds every doubtful cell once, most settling first, and its filters narrow it") {
    const Bench bench;
    const QueuePage all = bench.desk->queue({}, 0, 10000);
    std::size_t doubtful = 0;
    for (const SeededDocument& document : bench.documents)
        doubtful += static_cast<std::size_t>(document.record.review_count());
    REQUIRE(all.total == doubtful);
    REQUIRE(all.rows.size() == doubtful);
    for (std::size_t i = 1; i < all.rows.size(); ++i) CHECK(all.rows[i - 1].settles >= all.rows[i].settles);
    CHECK(all.rows.front().settles > 0);
    std::set<std::string> seen;
    for (const QueueRow& row : all.rows) {
        seen.insert(std::to_string(row.key.document) + row.key.cell);
        CHECK_FALSE(row.labels.row.empty());
        CHECK_FALSE(row.reason.code.empty());
        CHECK(row.reason.code != "other");
    }
    CHECK(seen.size() == doubtful);
    const Facets facets = bench.desk->facets();
    CHECK(facets.doubtful == static_cast<std::int64_t>(doubtful));
    CHECK(facets.runs.size() == 1);
    std::int64_t by_reason = 0;
    for (const Facet& facet : facets.reasons) {
        QueueFilter filter;
        filter.reason = facet.value;
        CHECK(bench.desk->queue(filter, 0, 1).total == static_cast<std::size_t>(facet.cells));
        by_reason += facet.cells;
    }
    CHECK(by_reason == static_cast<std::int64_t>(doubtful));
    QueueFilter year;
    year.year = 2022;
    for (const QueueRow& row : bench.desk->queue(year, 0, 1000).rows) CHECK(row.year == 2022);
    QueueFilter body;
    body.body = "no such body";
    CHECK(bench.desk->queue(body, 0, 10).total == 0);
    QueueFilter sure;
    sure.confidence_below = 0.5;
    for (const QueueRow& row : bench.desk->queue(sure, 0, 1000).rows) CHECK(row.confidence < 0.5);
}

TEST_CASE("next and previous walk through the whole queue, in every order") {
    const Bench bench;
    for (const auto order :
         {QueueFilter::Order::most_settling, QueueFilter::Order::by_document, QueueFilter::Order::least_sure}) {
        QueueFilter filter;
        filter.order = order;
        const QueuePage all = bench.desk->queue(filter, 0, 10000);
        for (std::size_t i = 0; i < all.rows.size(); i += 7) {
            const Work work = bench.desk->work(all.rows[i].key, filter);
            CHECK(work.position == i);
            CHECK(work.total == all.total);
            if (i > 0) CHECK(work.previous == all.rows[i - 1].key);
            if (i + 1 < all.rows.size()) CHECK(work.next == all.rows[i + 1].key);
            if (work.next_document) CHECK(work.next_document->document != all.rows[i].key.document);
        }
    }
}

TEST_CASE("work shows readings, sums with numbers that add up to what they say, and the table") {
    const Bench bench;
    QueueFilter filter;
    filter.reason = "sum";
    const QueuePage failing = bench.desk->queue(filter, 0, 10);
    REQUIRE_FALSE(failing.rows.empty());
    const Work work = bench.desk->work(failing.rows.front().key);
    CHECK(work.readings.size() == 2);
    REQUIRE_FALSE(work.sums.empty());
    for (const Sum& sum : work.sums) {
        std::int64_t difference = 0;
        bool all = true;
        for (const CellState& part : sum.parts) {
            all = all && part.micros;
            difference += part.micros.value_or(0);
        }
        for (const CellState& total : sum.totals) difference -= total.micros.value_or(0);
        if (sum.holds && all) CHECK(sum.difference_micros == difference);
    }
    CHECK(work.page_width > 0);
    CHECK_FALSE(work.has_picture);
    const Grid grid = bench.desk->grid(work.document.id, work.cell.id);
    CHECK(grid.columns.size() == 7);
    CHECK(grid.rows.size() >= 20);
    std::size_t cells = 0;
    for (const auto& row : grid.rows)
        cells += static_cast<std::size_t>(std::ranges::count_if(row.cells, [](auto& c) { return c.has_value(); }));
    CHECK(cells == grid.rows.size() * 7);
}

TEST_CASE("the truth, answered from the top of the queue, empties it with fewer answers than cells") {
    const Bench bench;
    const std::size_t before = bench.desk->queue({}, 0, 0).total;
    std::size_t answers = 0, settled = 0;
    while (bench.desk->queue({}, 0, 0).total > 0) {
        const QueueRow row = bench.first();
        const AnswerResult result = bench.type(row.key, bench.truth(row.key));
        REQUIRE(result.kind == AnswerResult::Kind::stored);
        settled += result.settled.size();
        REQUIRE(++answers <= before + 20);
    }
    CHECK(settled > 0);
    CHECK(answers < before);
    const Statistics figures = bench.desk->statistics();
    CHECK(figures.shares.for_review == 0);
    CHECK(figures.shares.approved + figures.shares.corrected == static_cast<std::int64_t>(answers));
    for (const SeededDocument& document : bench.documents) {
        const parser::Record record = bench.exported(document.id);
        CHECK(record.review_count() == 0);
        for (const auto& cell : record.cells) {
            if (cell.id.starts_with("disclosure.")) continue;
            CHECK(cell.value == parser::Decimal::parse(document.truth.at(cell.id)));
        }
    }
    CHECK(bench.defects().empty());
    const Store store(bench.folder / "store", Store::Purpose::read);
    const store::Status status = store::status_of(store);
    CHECK(status.answered == static_cast<std::int64_t>(answers));
    CHECK(status.files_by_outcome.at("converted") == 3);
}

TEST_CASE("a correction is in the export, with evidence reviewer and the program's own reading beside it") {
    const Bench bench;
    const QueueRow row = bench.first();
    REQUIRE(bench.type(row.key, "4711").kind == AnswerResult::Kind::stored);
    const parser::RecordCell cell = *bench.exported(row.key.document).find(row.key.cell);
    CHECK(cell.value == parser::Decimal(4711));
    CHECK(std::ranges::count(cell.evidence, Witness::reviewer) == 1);
    REQUIRE(cell.answer);
    CHECK(cell.answer->machine_printed == row.printed);
    CHECK(cell.answer->reviewer == "wang");
    const Work work = bench.desk->work(row.key);
    CHECK(work.cell.answered);
    CHECK(work.machine == row.printed);
    REQUIRE(work.answer);
    CHECK(work.answer->before == row.printed);
    CHECK(bench.defects().empty());
}

TEST_CASE("every kind of export has the correction") {
    const Bench bench;
    const QueueRow row = bench.first();
    bench.desk->answer({row.key, AnswerKind::typed, "4711", "worn", "wang", ""});
    Store store(bench.folder / "store", Store::Purpose::read);
    exports::export_csv(store, bench.folder / "all.csv");
    const std::string csv = content_of(bench.folder / "all.csv");
    const std::size_t at = csv.find(row.key.cell + ",", csv.find(bench.of(row.key.document).sha256));
    REQUIRE(at != std::string::npos);
    const std::string line = csv.substr(at, csv.find('\n', at) - at);
    CHECK(line.find(",4711,4711,0.999") != std::string::npos);
    CHECK(line.find("typed," + row.printed + ",wang,20") != std::string::npos);
    CHECK(line.find(",worn") != std::string::npos);
    exports::export_sqlite(store, bench.folder / "all.sqlite");
    const store::Database copy(bench.folder / "all.sqlite", store::Database::Access::write);
    CHECK(copy.number("SELECT value FROM cells WHERE document_id = ? AND id = ?", {row.key.document, row.key.cell}) ==
          4711);
    CHECK(copy.number("SELECT count(*) FROM answers") == 1);
    exports::export_xlsx(store, bench.folder / "all.xlsx");
    CHECK(content_of(bench.folder / "all.xlsx").starts_with("PK"));
}

TEST_CASE("undo brings back what was, answer by answer, and only the reviewer's own") {
    const Bench bench;
    const QueueRow row = bench.first();
    const std::size_t before = bench.desk->queue({}, 0, 0).total;
    REQUIRE(bench.type(row.key, "11").kind == AnswerResult::Kind::stored);
    REQUIRE(bench.type(row.key, "12").kind == AnswerResult::Kind::stored);
    CHECK_FALSE(bench.desk->undo("li").done);
    const UndoResult first = bench.desk->undo("wang");
    CHECK(first.done);
    CHECK(first.cell == row.key);
    CHECK(first.version == bench.desk->work(row.key).version);
    CHECK(bench.desk->work(row.key).cell.printed == "11");
    CHECK(bench.desk->undo("wang").done);
    CHECK(bench.desk->work(row.key).cell.printed == row.printed);
    CHECK_FALSE(bench.desk->work(row.key).cell.answered);
    CHECK_FALSE(bench.desk->undo("wang").done);
    CHECK(bench.desk->queue({}, 0, 0).total == before);
    CHECK(bench.desk->work(row.key).history.size() == 4);
    CHECK(bench.defects().empty());
}

TEST_CASE("two reviewers do not overwrite one another unseen") {
    const Bench bench;
    const Desk second(bench.folder / "store");
    Desk& li = const_cast<Desk&>(second);
    const QueueRow row = bench.first();
    const std::string seen = li.work(row.key).version;
    REQUIRE(bench.type(row.key, "11").kind == AnswerResult::Kind::stored);
    const AnswerResult late = li.answer({row.key, AnswerKind::typed, "12", "", "li", seen});
    CHECK(late.kind == AnswerResult::Kind::conflict);
    REQUIRE(late.other);
    CHECK(late.other->reviewer == "wang");
    CHECK(late.other->printed == "11");
    CHECK(bench.desk->work(row.key).cell.printed == "11");
    const AnswerResult knowing = li.answer({row.key, AnswerKind::typed, "12", "", "li", late.version});
    CHECK(knowing.kind == AnswerResult::Kind::stored);
    CHECK(bench.desk->work(row.key).cell.printed == "12");
    const auto before = bench.desk->revision();
    li.undo("li");
    CHECK(bench.desk->revision() != before);
}

TEST_CASE("what is no answer is refused, and nothing of it is stored") {
    const Bench bench;
    const QueueRow row = bench.first();
    const std::string version = bench.desk->work(row.key).version;
    const auto kind = [&](AnswerKind what, const std::string& text, const std::string& who = "wang") {
        return bench.desk->answer({row.key, what, text, "", who, version}).kind;
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
    CHECK_THROWS_AS(bench.desk->work({row.key.document, "no.cell"}), NotThere);
    CHECK_THROWS_AS(bench.desk->work({4711, row.key.cell}), NotThere);
    CHECK_THROWS_AS(bench.desk->page_image(row.key.document, 77), NotThere);
    CHECK(bench.desk->work(row.key).version == version);
    CHECK(bench.desk->answers(std::nullopt, 0, 10).empty());
}

TEST_CASE("skipped cells go to the end of the queue, and come back by undo") {
    const Bench bench;
    const QueueRow row = bench.first();
    REQUIRE(bench.desk->answer({row.key, AnswerKind::skip, "", "", "wang", ""}).kind == AnswerResult::Kind::stored);
    const QueuePage all = bench.desk->queue({}, 0, 10000);
    CHECK(all.rows.back().key == row.key);
    CHECK(all.rows.back().skipped);
    CHECK(bench.desk->undo("wang").done);
    CHECK(bench.first().key == row.key);
}

TEST_CASE("as printed: the report is wrong itself, the check stays listed, and nobody else is doubted for it") {
    SeedOptions options;
    options.documents = 1;
    options.wrong_every = 1;
    options.readers.hard_share = 0;
    options.readers.easy_accuracy = 0.99999;
    const Bench bench(options);
    const CellKey key{bench.documents[0].id, "applications.granted.total"};
    REQUIRE(bench.desk->work(key).reason.code == "sum");
    const AnswerResult result = bench.desk->answer({key, AnswerKind::as_printed, "", "它就是这样写的", "wang", ""});
    REQUIRE(result.kind == AnswerResult::Kind::stored);
    const parser::Record record = bench.exported(key.document);
    CHECK_FALSE(record.find(key.cell)->needs_review);
    CHECK(record.find(key.cell)->value == parser::Decimal::parse(bench.truth(key)));
    const auto check = std::ranges::find(record.checks, "applications.granted.row_sum", &parser::Check::id);
    CHECK(check->holds == false);
    CHECK(record.review_count() == 0);
}

TEST_CASE("a document's lines of prose: doubtful characters, a correction, and its way back") {
    const Bench bench;
    const ProsePage page = bench.desk->prose({}, 0, 100);
    REQUIRE(page.total == 3);
    const ProseLine line = page.lines.front();
    CHECK(line.machine == "全县各部门按时公开。");
    REQUIRE(line.doubtful.size() == 2);
    CHECK(line.doubtful[0].first == 2);
    CHECK(line.doubtful[1].count == 2);
    REQUIRE(line.box);
    NewProseAnswer answer{line.document, line.place, "全县各单位按时公开了。", "", "wang", line.version};
    CHECK(bench.desk->answer_prose(answer).kind == AnswerResult::Kind::stored);
    CHECK(bench.desk->answer_prose(answer).kind == AnswerResult::Kind::conflict);
    const parser::Record record = bench.exported(line.document);
    CHECK(record.sections.front().text == "全县各单位按时公开了。");
    REQUIRE(record.sections.front().doubtful.front().answer);
    CHECK(bench.desk->prose({}, 0, 100).total == 2);
    CHECK(bench.defects().empty());
    const UndoResult undone = bench.desk->undo("wang");
    CHECK(undone.prose);
    CHECK(bench.exported(line.document).sections.front().text == line.machine);
    CHECK(bench.desk->prose({}, 0, 100).total == 3);
}
