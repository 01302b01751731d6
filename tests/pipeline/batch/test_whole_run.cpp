// SPDX-License-Identifier: GPL-3.0-or-later
// Whole batches with a converter that does as it is told.
#include <catch2/catch.hpp>

#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using nianbao::batch::Scope;
using nianbao::batch::Switch;
namespace fs = std::filesystem;

namespace {

bool has(const std::vector<std::string>& lines, const std::string& part) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("what is new is converted, what is done is skipped") {
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    for (int i = 0; i < 5; ++i) desk.add(std::to_string(i) + ".txt", i);
    auto summary = desk.run();
    CHECK(summary.ended == "complete");
    CHECK(summary.tally.finished() == 5);
    CHECK(summary.exit_code(Switch::off) == 0);
    CHECK(summary.exit_code(Switch::on) == 4);
    CHECK(desk.records().size() == 5);

    desk.add("5.txt", 5);
    summary = desk.run();
    CHECK(summary.tally.finished() == 1);
    CHECK(summary.tally.done_before == 5);
    CHECK(desk.number("SELECT count(*) FROM attempts") == 6);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'for_review'") == 6);
    CHECK(desk.defects().empty());
}

TEST_CASE("records do not depend on the order in which they come") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    for (int i = 0; i < 9; ++i) desk.add(std::to_string(i) + ".txt", i % 7);
    desk.run();
    const auto records = desk.records();
    CHECK(records.size() == 7);
    for (const std::size_t jobs : {std::size_t{1}, std::size_t{4}, std::size_t{20}}) {
        fs::remove_all(desk.store);
        desk.plan.jobs = jobs;
        desk.plan.backwards = !desk.plan.backwards;
        desk.run();
        CHECK(desk.records() == records);
    }
}

TEST_CASE("a changed file is a new report, and the old one is no longer exported as if it were there") {
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.run();
    const auto before = desk.records();
    desk.add("a.txt", 2);
    CHECK(desk.run().tally.finished() == 1);
    CHECK(desk.records() != before);
    CHECK(desk.records().size() == 1);
    CHECK(desk.number("SELECT count(*) FROM reports") == 1);
    CHECK(desk.number("SELECT count(*) FROM documents") == 2);
    CHECK(desk.defects().empty());
}

TEST_CASE("another recipe converts everything again, once") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.run();
    desk.recipe = "recipe 2";
    CHECK(desk.run().tally.finished() == 1);
    CHECK(desk.run().tally.finished() == 0);
    CHECK(desk.number("SELECT count(*) FROM recipes") == 2);
    desk.recipe = "recipe 3";
    desk.plan.make = [](const DocumentRequest& request) {
        DocumentResult result = really(request);
        result.images[0].png = "another picture";
        return result;
    };
    desk.run();
    CHECK(desk.defects().empty());  // the old picture is gone
}

TEST_CASE("every way to fail is an outcome, is left alone by the next run, and is run again when asked") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    const std::vector<std::pair<Ending, std::string>> endings = {
        {Ending::unreadable, "unreadable"}, {Ending::encrypted, "encrypted"},
        {Ending::timeout, "timeout"},       {Ending::memory, "memory"},
        {Ending::crash, "crash"},           {Ending::internal_error, "internal_error"}};
    for (std::size_t i = 0; i < endings.size(); ++i) desk.add(std::to_string(i) + ".txt", static_cast<int>(i));
    desk.add("good.txt", 99);
    desk.plan.make = [&](const DocumentRequest& request) {
        const std::string name = request.files.front().stem();
        return name == "good" ? really(request) : ended(request, endings[std::stoul(name)].first);
    };
    auto summary = desk.run();
    CHECK(summary.failures() == 6);
    CHECK(summary.exit_code(Switch::off) == 1);  // the internal error
    for (std::size_t i = 0; i < endings.size(); ++i)
        CHECK(desk.outcome(std::to_string(i) + ".txt") == endings[i].second);
    CHECK(desk.outcome("good.txt") == "for_review");

    summary = desk.run();
    CHECK(summary.tally.finished() == 0);
    CHECK(summary.tally.failed_before == 6);
    CHECK(summary.failures() == 6);

    desk.plan.make = really;
    Notes notes;
    summary = desk.run(notes, NeverStop(), Scope::failures);
    CHECK(summary.tally.finished() == 6);
    CHECK(summary.exit_code(Switch::off) == 0);
    CHECK(desk.number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == 7);
    CHECK(desk.number("SELECT count(*) FROM documents WHERE cause IS NOT NULL") == 0);
    CHECK(desk.defects().empty());
}

TEST_CASE("batch --retry and a password run failures again, too") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("locked.txt", 1);
    desk.add("crashing.txt", 2);
    desk.plan.make = [](const DocumentRequest& request) {
        const bool locked = request.files.front().stem() == "locked";
        if (locked && request.password == "open sesame") return really(request);
        return ended(request, locked ? Ending::encrypted : Ending::crash);
    };
    CHECK(desk.run().exit_code(Switch::off) == 3);
    desk.settings.password = "open sesame";
    CHECK(desk.run().tally.finished() == 1);
    CHECK(desk.outcome("locked.txt") == "for_review");
    desk.settings.retry = Switch::on;
    CHECK(desk.run().tally.finished() == 1);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'crash'") == 2);
}

TEST_CASE("a report of which a page was given up is run again by retry, too") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 2);
    desk.plan.make = [](const DocumentRequest& request) {
        DocumentResult result = really(request);
        if (request.files.front().stem() == "a") result.pages = {{2, 3, 0, {"timeout at read"}, true}};
        return result;
    };
    CHECK(desk.run().tally.quarantined_pages == 1);
    CHECK(desk.number("SELECT count(*) FROM pages WHERE quarantined AND deaths = 'timeout at read'") == 1);
    CHECK(desk.run().tally.finished() == 0);
    desk.plan.make = really;
    Notes notes;
    CHECK(desk.run(notes, NeverStop(), Scope::failures).tally.finished() == 1);
    CHECK(notes.outcomes["a.txt"].size() == 1);
    CHECK(desk.run(notes, NeverStop(), Scope::failures).tally.finished() == 0);
}

TEST_CASE("a failure after a success replaces it, and says so") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.run();
    desk.recipe = "recipe 2";
    desk.plan.make = [](const DocumentRequest& request) { return ended(request, Ending::timeout); };
    desk.run();
    CHECK(desk.outcome("a.txt") == "timeout");
    CHECK(desk.number("SELECT count(*) FROM cells") == 0);
    CHECK(desk.records().empty());
    // The first record is kept: an attempt names it.
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE record_sha256 IS NOT NULL") == 1);
}

TEST_CASE("the same content under two names is one report") {
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    desk.add("z.txt", 1);
    desk.add("m.txt", 1);
    auto summary = desk.run();
    CHECK(summary.tally.finished() == 1);
    CHECK(desk.outcome("m.txt") == "for_review");
    CHECK(desk.outcome("z.txt") == "duplicate");
    // One that comes later does not take the record away, whatever its name.
    desk.add("a.txt", 1);
    summary = desk.run();
    CHECK(summary.tally.finished() == 0);
    CHECK(desk.outcome("a.txt") == "duplicate");
    CHECK(desk.outcome("m.txt") == "for_review");
    CHECK(summary.count(nianbao::store::Outcome::duplicate) == 2);
    // When the first one becomes something else, another one stands for the content.
    desk.add("m.txt", 2);
    desk.run();
    CHECK(desk.outcome("m.txt") == "for_review");
    CHECK(desk.outcome("a.txt") == "for_review");
    CHECK(desk.outcome("z.txt") == "duplicate");
    CHECK(desk.records().size() == 2);
}

TEST_CASE("a run that is stopped goes on where it was, and nobody is blamed") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.settings.grace = std::chrono::milliseconds(0);
    for (int i = 0; i < 12; ++i) desk.add(std::to_string(i) + ".txt", i);
    Notes notes;
    const auto summary = desk.run(notes, StopAfter(18));  // 12 questions are asked while planning
    CHECK(summary.ended == "stopped");
    const auto done = desk.number("SELECT count(*) FROM documents WHERE outcome = 'for_review'");
    CHECK(done > 0);
    CHECK(done < 12);
    CHECK(desk.number("SELECT count(*) FROM documents WHERE outcome = 'waiting'") == 12 - done);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE finished IS NULL") == 0);
    CHECK(desk.run().tally.finished() == 12 - done);
    CHECK(desk.number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == 12);
}

TEST_CASE("documents that were at work when a run was killed are counted, and come last") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 2);
    {
        // As a killed run leaves it: the attempt was begun, nothing came of it.
        struct Gone {};
        desk.plan.make = [](const DocumentRequest&) -> DocumentResult { throw Gone(); };
        desk.plan.jobs = 1;
        CHECK_THROWS_AS(desk.run(), Gone);
    }
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'interrupted'") == 1);
    std::vector<std::string> order;
    desk.plan.make = [&](const DocumentRequest& request) {
        order.push_back(request.files.front().stem());
        return really(request);
    };
    desk.run();
    CHECK(order == std::vector<std::string>{"b", "a"});
}

TEST_CASE("the summary says everything as JSON") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 1);
    desk.add("c.txt", 3);
    desk.plan.make = [](const DocumentRequest& request) {
        return request.files.front().stem() == "c" ? ended(request, Ending::timeout, "took too long") : really(request);
    };
    desk.settings.paths.push_back((desk.inbox / "not there.pdf").string());
    Notes notes;
    const auto summary = desk.run(notes);
    CHECK(summary.exit_code(Switch::off) == 3);
    CHECK(has(notes.remarks, "not there.pdf: open: "));
    const std::string json = summary.json();
    CHECK(json.find("\"schema\": \"nianbao.batch/1\"") != std::string::npos);
    CHECK(json.find("\"timeout\": 1") != std::string::npos);
    CHECK(json.find("\"took too long\"") != std::string::npos);
    CHECK(json.find("\"outcome\": \"missing\"") != std::string::npos);
    CHECK(json.find("\"duplicate_of\"") != std::string::npos);
    CHECK(has(summary.lines(), "3 files: 1 for review, 1 timeout, 1 duplicate"));
}
