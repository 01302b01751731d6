// SPDX-License-Identifier: GPL-3.0-or-later
// The desk over a seeded store: the queue and what it shows of a cell.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "pipeline/store/status.h"
#include "tests/review/seeded_desk.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;

TEST_CASE("the queue holds every doubtful cell once, most settling first, and its filters narrow it") {
    const SeededDesk made;
    const QueuePage all = made.desk->queue({}, 0, 10000);
    std::size_t doubtful = 0;
    for (const SeededDocument& document : made.documents)
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
    const Facets facets = made.desk->facets();
    CHECK(facets.doubtful == static_cast<std::int64_t>(doubtful));
    CHECK(facets.runs.size() == 1);
    std::int64_t by_reason = 0;
    for (const Facet& facet : facets.reasons) {
        QueueFilter filter;
        filter.reason = facet.value;
        CHECK(made.desk->queue(filter, 0, 1).total == static_cast<std::size_t>(facet.cells));
        by_reason += facet.cells;
    }
    CHECK(by_reason == static_cast<std::int64_t>(doubtful));
    QueueFilter year;
    year.year = 2022;
    for (const QueueRow& row : made.desk->queue(year, 0, 1000).rows) CHECK(row.year == 2022);
    QueueFilter body;
    body.body = "no such body";
    CHECK(made.desk->queue(body, 0, 10).total == 0);
    QueueFilter sure;
    sure.confidence_below = 0.5;
    for (const QueueRow& row : made.desk->queue(sure, 0, 1000).rows) CHECK(row.confidence < 0.5);
}

TEST_CASE("next and previous walk through the whole queue, in every order") {
    const SeededDesk made;
    for (const auto order :
         {QueueFilter::Order::most_settling, QueueFilter::Order::by_document, QueueFilter::Order::least_sure}) {
        QueueFilter filter;
        filter.order = order;
        const QueuePage all = made.desk->queue(filter, 0, 10000);
        for (std::size_t i = 0; i < all.rows.size(); i += 7) {
            const Work work = made.desk->work(all.rows[i].key, filter);
            CHECK(work.position == i);
            CHECK(work.total == all.total);
            if (i > 0) CHECK(work.previous == all.rows[i - 1].key);
            if (i + 1 < all.rows.size()) CHECK(work.next == all.rows[i + 1].key);
            if (work.next_document) CHECK(work.next_document->document != all.rows[i].key.document);
        }
    }
}

TEST_CASE("work shows readings, sums with numbers that add up to what they say, and the table") {
    const SeededDesk made;
    QueueFilter filter;
    filter.reason = "sum";
    const QueuePage failing = made.desk->queue(filter, 0, 10);
    REQUIRE_FALSE(failing.rows.empty());
    const Work work = made.desk->work(failing.rows.front().key);
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
    const Grid grid = made.desk->grid(work.document.id, work.cell.id);
    CHECK(grid.columns.size() == 7);
    CHECK(grid.rows.size() >= 20);
    std::size_t cells = 0;
    for (const auto& row : grid.rows)
        cells += static_cast<std::size_t>(std::ranges::count_if(row.cells, [](auto& c) { return c.has_value(); }));
    CHECK(cells == grid.rows.size() * 7);
}

TEST_CASE("the truth, answered from the top of the queue, empties it with fewer answers than cells") {
    const SeededDesk made;
    const std::size_t before = made.desk->queue({}, 0, 0).total;
    std::size_t answers = 0, settled = 0;
    while (made.desk->queue({}, 0, 0).total > 0) {
        const QueueRow row = made.first();
        const AnswerResult result = made.type(row.key, made.truth(row.key));
        REQUIRE(result.kind == AnswerResult::Kind::stored);
        settled += result.settled.size();
        REQUIRE(++answers <= before + 20);
    }
    CHECK(settled > 0);
    CHECK(answers < before);
    const Statistics figures = made.desk->statistics();
    CHECK(figures.shares.for_review == 0);
    CHECK(figures.shares.approved + figures.shares.corrected == static_cast<std::int64_t>(answers));
    for (const SeededDocument& document : made.documents) {
        const parser::Record record = made.exported(document.id);
        CHECK(record.review_count() == 0);
        for (const auto& cell : record.cells) {
            if (cell.id.starts_with("disclosure.")) continue;
            CHECK(cell.value == parser::Decimal::parse(document.truth.at(cell.id)));
        }
    }
    CHECK(made.defects().empty());
    const Store store(made.folder / "store", Store::Purpose::read);
    const store::Status status = store::status_of(store);
    CHECK(status.answered == static_cast<std::int64_t>(answers));
    CHECK(status.files_by_outcome.at("converted") == 3);
}

TEST_CASE("skipped cells go to the end of the queue, and come back by undo") {
    const SeededDesk made;
    const QueueRow row = made.first();
    REQUIRE(made.desk->answer({row.key, AnswerKind::skip, "", "", "wang", ""}).kind == AnswerResult::Kind::stored);
    const QueuePage all = made.desk->queue({}, 0, 10000);
    CHECK(all.rows.back().key == row.key);
    CHECK(all.rows.back().skipped);
    CHECK(made.desk->undo("wang").done);
    CHECK(made.first().key == row.key);
}
