// SPDX-License-Identifier: GPL-3.0-or-later
// A document's way without any process: the test is the worker.
#include <catch2/catch.hpp>
#include <limits>

#include "document/failure.h"
#include "parser/record_bytes.h"
#include "pipeline/workers/document_work.h"
#include "pipeline/workers/message_bytes.h"

using namespace nianbao;
using namespace nianbao::workers;

namespace {

DocumentRequest request_of(int files) {
    DocumentRequest request;
    request.ticket = 77;
    for (int file = 0; file < files; ++file) request.files.emplace_back("f" + std::to_string(file) + ".pdf");
    return request;
}

Success opening_of(int pages) {
    Opening opening;
    OpenedFile file;
    file.info.pages = pages;
    for (int page = 1; page <= pages; ++page) file.wanted.push_back(page);
    opening.files.push_back(file);
    return {to_bytes(opening), {}, 0.1};
}

Success page_of(const Task& task, int turned = 0) {
    PageOutcome outcome;
    outcome.place = task.place;
    outcome.page.emplace();
    outcome.page->number = task.place.page;
    outcome.page->turned_degrees = turned;
    return {to_bytes(outcome), {}, 1.5};
}

Success record_with(bool review, const std::vector<int>& doubtful_pages = {}) {
    parser::Record record;
    for (const int page : doubtful_pages) {
        parser::RecordCell cell;
        cell.page = page;
        cell.needs_review = true;
        record.cells.push_back(cell);
    }
    Assembled assembled;
    assembled.needs_review = review;
    assembled.record = parser::record_bytes(record);
    assembled.json = "{}";
    return {to_bytes(assembled), {}, 0.1};
}

Task expect(DocumentWork& work, TaskKind kind) {
    const auto task = work.next();
    REQUIRE(task.has_value());
    REQUIRE(task->kind == kind);
    return *task;
}

const Death crash{Death::Kind::crash, "crash (signal 11)", "render"};
const Death timeout{Death::Kind::timeout, "timeout", "read"};

}  // namespace

TEST_CASE("opening, pages in any order, assembling, done") {
    DocumentWork work(request_of(1), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(3));
    const Task first = expect(work, TaskKind::page), second = expect(work, TaskKind::page),
               third = expect(work, TaskKind::page);
    CHECK(second.place == PagePlace{0, 2});
    CHECK_FALSE(work.next().has_value());
    work.succeeded(third, page_of(third));
    work.succeeded(first, page_of(first));
    CHECK(work.tasks() == 0);
    work.succeeded(second, page_of(second));
    const Task last = expect(work, TaskKind::assemble);
    const AssemblyAsked asked = work.assembly(1);
    REQUIRE(asked.outcomes.size() == 3);
    for (int page = 1; page <= 3; ++page)
        CHECK(from_bytes<PageOutcome>(asked.outcomes[static_cast<std::size_t>(page - 1)]).place.page == page);
    CHECK_FALSE(work.finished());
    work.succeeded(last, record_with(false));
    REQUIRE(work.finished());
    const DocumentResult result = work.take_result();
    CHECK(result.ticket == 77);
    CHECK(result.ending == Ending::converted);
    REQUIRE(result.record.has_value());
    REQUIRE(result.pages.size() == 3);
    CHECK(result.pages[1].page == 2);
    CHECK(result.pages[1].attempts == 1);
    CHECK(result.pages[1].seconds == 1.5);
}

namespace {

/// Of a table over two pages of which the second lost the rule between its last columns.
Success part_of(const Task& task, bool lost) {
    PageOutcome outcome;
    outcome.place = task.place;
    Table table;
    const std::vector<double> edges =
        lost ? std::vector<double>{100, 200, 240, 280, 360} : std::vector<double>{100, 200, 240, 280, 320, 360};
    table.rows = 4;
    table.columns = static_cast<int>(edges.size()) - 1;
    for (int r = 0; r < table.rows; ++r) {
        for (int c = 0; c < table.columns; ++c) {
            TableCell cell;
            cell.row = r;
            cell.column = c;
            cell.text = c == 0 ? "重复申请" : "0";
            cell.box = Rect{edges[static_cast<std::size_t>(c)], 100 + 20.0 * r, edges[static_cast<std::size_t>(c) + 1],
                            120 + 20.0 * r};
            table.cells.push_back(cell);
        }
    }
    outcome.page.emplace();
    outcome.page->number = task.place.page;
    outcome.page->source = PageText::Source::image;
    outcome.page->blocks.emplace_back(table);
    return {to_bytes(outcome), {}, 1.5};
}

int columns_of(const std::string& outcome) {
    return std::get<Table>(from_bytes<PageOutcome>(outcome).page->blocks.at(0)).columns;
}

/// Both pages read; the second one's other look is handed out.
Task second_look_of(DocumentWork& work) {
    work.succeeded(expect(work, TaskKind::open), opening_of(2));
    const Task first = expect(work, TaskKind::page), second = expect(work, TaskKind::page);
    work.succeeded(second, part_of(second, true));
    work.succeeded(first, part_of(first, false));
    const Task again = expect(work, TaskKind::second_look);
    CHECK(again.place == PagePlace{0, 2});
    CHECK_FALSE(work.next().has_value());
    return again;
}

}  // namespace

TEST_CASE("a page that others can help is looked at again before the report is put together") {
    DocumentWork work(request_of(1), 3);
    const Task again = second_look_of(work);
    const auto lent = work.lent(again.place);
    REQUIRE(lent.size() == 1);
    CHECK(lent[0].boundaries.at(0).at == Approx(220.0 / 260));
    work.succeeded(again, part_of(again, false));
    expect(work, TaskKind::assemble);
    CHECK(columns_of(work.assembly(1).outcomes.at(1)) == 5);
}

TEST_CASE("tables that cannot be are not looked at again, and end nothing") {
    DocumentWork work(request_of(1), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(2));
    for (int page = 0; page < 2; ++page) {
        const Task task = expect(work, TaskKind::page);
        auto outcome = from_bytes<PageOutcome>(part_of(task, page == 1).payload);
        auto& table = std::get<Table>(outcome.page->blocks.at(0));
        table.rows = std::numeric_limits<int>::min();
        table.columns = std::numeric_limits<int>::max();
        work.succeeded(task, {to_bytes(outcome), {}, 1.0});
    }
    expect(work, TaskKind::assemble);
}

TEST_CASE("where the second look comes to nothing, the first one stays") {
    DocumentWork work(request_of(1), 2);
    Task again = second_look_of(work);
    SECTION("it dies") {
        work.died(again, crash);
        again = expect(work, TaskKind::second_look);
        CHECK(again.attempt == 2);
        work.died(again, timeout);
    }
    SECTION("it fails") {
        work.failed(again, Failure("input.damaged", "render", "no such page", "", 2));
    }
    SECTION("it cannot read the page") {
        PageOutcome outcome;
        outcome.place = again.place;
        outcome.failure = Failure("page.unreadable", "render", "damaged", "", 2);
        work.succeeded(again, {to_bytes(outcome), {}, 1.0});
    }
    SECTION("it sends something else") {
        work.succeeded(again, {"rubbish", {}, 1.0});
        again = expect(work, TaskKind::second_look);
        work.succeeded(again, page_of({TaskKind::page, {0, 1}, 1}));
    }
    work.succeeded(expect(work, TaskKind::assemble), record_with(false));
    REQUIRE(work.finished());
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::converted);
    CHECK_FALSE(result.pages.back().quarantined);
}

TEST_CASE("several files are opened one after another, and their pages count on") {
    DocumentWork work(request_of(2), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(2));
    const Task second_file = expect(work, TaskKind::open);
    CHECK(second_file.place.file == 1);
    work.succeeded(second_file, opening_of(1));
    for (int page = 0; page < 3; ++page) {
        const Task task = expect(work, TaskKind::page);
        work.succeeded(task, page_of(task));
    }
    work.succeeded(expect(work, TaskKind::assemble), record_with(true));
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::for_review);
    CHECK(result.pages.at(2).page == 3);
}

TEST_CASE("a page that dies is tried again, then quarantined; the others are not touched") {
    DocumentWork work(request_of(1), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(2));
    Task first = expect(work, TaskKind::page);
    const Task second = expect(work, TaskKind::page);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        CHECK(first.place.page == 1);
        CHECK(first.attempt == attempt);
        work.died(first, attempt == 2 ? timeout : crash);
        if (attempt < 3) first = expect(work, TaskKind::page);
    }
    CHECK(work.tasks() == 0);
    work.succeeded(second, page_of(second));
    const Task last = expect(work, TaskKind::assemble);
    const auto outcome = from_bytes<PageOutcome>(work.assembly(1).outcomes.at(0));
    CHECK_FALSE(outcome.page.has_value());
    REQUIRE(outcome.failure.has_value());
    CHECK(outcome.failure->code() == "worker.crash");
    CHECK(outcome.failure->stage() == "render");
    CHECK(outcome.failure->page() == 1);
    work.succeeded(last, record_with(true));
    const DocumentResult result = work.take_result();
    CHECK(result.pages.at(0).quarantined);
    CHECK(result.pages.at(0).attempts == 3);
    CHECK(result.pages.at(0).deaths ==
          std::vector<std::string>{"crash (signal 11) at render", "timeout at read", "crash (signal 11) at render"});
    CHECK_FALSE(result.pages.at(1).quarantined);
    CHECK(result.pages.at(1).deaths.empty());
}

TEST_CASE("a page whose second attempt succeeds counts two") {
    DocumentWork work(request_of(1), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(1));
    work.died(expect(work, TaskKind::page), crash);
    const Task again = expect(work, TaskKind::page);
    work.succeeded(again, page_of(again));
    work.succeeded(expect(work, TaskKind::assemble), record_with(false));
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::converted);
    CHECK(result.pages.at(0).attempts == 2);
    CHECK_FALSE(result.pages.at(0).quarantined);
}

TEST_CASE("deaths while opening or assembling end the document, by their kind") {
    struct Case {
        Death::Kind kind;
        Ending ending;
    };
    for (const auto& [kind, ending] : {Case{Death::Kind::crash, Ending::crash},
                                       {Death::Kind::timeout, Ending::timeout},
                                       {Death::Kind::memory, Ending::memory},
                                       {Death::Kind::internal, Ending::internal_error}}) {
        DocumentWork opening(request_of(1), 3), assembling(request_of(1), 3);
        assembling.succeeded(expect(assembling, TaskKind::open), opening_of(0));
        for (int attempt = 1; attempt <= 3; ++attempt) {
            opening.died(expect(opening, TaskKind::open), {kind, "it", "open"});
            assembling.died(expect(assembling, TaskKind::assemble), {kind, "it", "parse"});
        }
        for (DocumentWork* work : {&opening, &assembling}) {
            REQUIRE(work->finished());
            const DocumentResult result = work->take_result();
            CHECK(result.ending == ending);
            CHECK_FALSE(result.record.has_value());
            CHECK_FALSE(result.cause.empty());
            REQUIRE(result.pages.size() == 1);
            CHECK(result.pages[0].page == 0);
            CHECK(result.pages[0].deaths.size() == 3);
        }
    }
}

TEST_CASE("what the reading itself refuses is not tried again") {
    DocumentWork work(request_of(1), 3);
    work.failed(expect(work, TaskKind::open), Failure("input.encrypted", "open", "is encrypted", "give the password"));
    REQUIRE(work.finished());
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::encrypted);
    CHECK(result.code == "input.encrypted");
    CHECK(result.remedy == "give the password");
}

TEST_CASE("answers that cannot be understood are deaths") {
    DocumentWork work(request_of(1), 2);
    work.succeeded(expect(work, TaskKind::open), {"rubbish", {}, 0});
    const Task again = expect(work, TaskKind::open);
    CHECK(again.attempt == 2);
    work.succeeded(again, opening_of(2));
    const Task first = expect(work, TaskKind::page);
    Task second = expect(work, TaskKind::page);
    work.succeeded(first, page_of(second));  // another page than was asked for
    CHECK(expect(work, TaskKind::page).attempt == 2);
    work.succeeded(second, {"", {}, 0});
    second = expect(work, TaskKind::page);
    CHECK(second.attempt == 2);
    CHECK(second.place.page == 2);
}

TEST_CASE("an opening that lies about its pages is a death") {
    const auto lie = [](int pages, std::vector<int> wanted) {
        Opening opening;
        opening.files.resize(1);
        opening.files[0].info.pages = pages;
        opening.files[0].wanted = std::move(wanted);
        DocumentWork work(request_of(1), 1);
        work.succeeded(expect(work, TaskKind::open), {to_bytes(opening), {}, 0});
        return work.finished() && work.take_result().ending == Ending::crash;
    };
    CHECK(lie(3, {1, 1}));
    CHECK(lie(3, {2, 1}));
    CHECK(lie(3, {0, 1}));
    CHECK(lie(3, {4}));
    CHECK(lie(-1, {}));
    CHECK(lie(1'000'000'000, {1}));
    CHECK_FALSE(lie(3, {1, 3}));
    CHECK_FALSE(lie(3, {}));
}

TEST_CASE("late news of a document that was given up changes nothing") {
    DocumentWork work(request_of(1), 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(2));
    const Task first = expect(work, TaskKind::page), second = expect(work, TaskKind::page);
    work.give_up(Ending::no_output_space, Failure("supervisor.no_workers", "start", "no process", "later"));
    work.succeeded(first, page_of(first));
    work.died(second, crash);
    CHECK_FALSE(work.next().has_value());
    CHECK(work.take_result().ending == Ending::no_output_space);
}

TEST_CASE("pictures are made of the pages with doubtful cells, and the record does not wait for bad ones") {
    DocumentRequest request = request_of(1);
    request.page_images = true;
    DocumentWork work(request, 1);
    work.succeeded(expect(work, TaskKind::open), opening_of(3));
    for (int page = 0; page < 3; ++page) {
        const Task task = expect(work, TaskKind::page);
        work.succeeded(task, page_of(task));
    }
    work.succeeded(expect(work, TaskKind::assemble), record_with(true, {3, 1, 3}));
    CHECK_FALSE(work.finished());
    const Task first = expect(work, TaskKind::picture), third = expect(work, TaskKind::picture);
    CHECK(third.place.page == 3);
    work.succeeded(third, {"PNG", {}, 0});
    work.died(first, crash);
    REQUIRE(work.finished());
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::for_review);
    REQUIRE(result.images.size() == 1);
    CHECK(result.images[0].page == 3);
    CHECK(result.images[0].png == "PNG");
    // That one is missing is told.
    REQUIRE_FALSE(result.pages.empty());
    CHECK(result.pages[0].page == 0);
    CHECK(result.pages[0].deaths.size() == 1);
}

TEST_CASE("a picture that cannot be made is told, too") {
    DocumentRequest request = request_of(1);
    request.page_images = true;
    DocumentWork work(request, 3);
    work.succeeded(expect(work, TaskKind::open), opening_of(1));
    const Task page = expect(work, TaskKind::page);
    work.succeeded(page, page_of(page));
    work.succeeded(expect(work, TaskKind::assemble), record_with(true, {1}));
    work.failed(expect(work, TaskKind::picture), Failure("page.damaged", "render", "no such page", "look at it"));
    REQUIRE(work.finished());
    const DocumentResult result = work.take_result();
    CHECK(result.ending == Ending::for_review);
    CHECK(result.images.empty());
    REQUIRE(result.pages.size() == 2);
    CHECK(result.pages[0].deaths == std::vector<std::string>{"no picture: no such page"});
}
