// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong with the store or the system pauses a batch, and is no document's failure.
#include <catch2/catch.hpp>
#include <cerrno>
#include <system_error>

#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using nianbao::batch::Switch;

namespace {

bool has(const std::vector<std::string>& lines, const std::string& part) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("no room for the workers' results is no document's failure") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 2);
    int refusals = 3;
    desk.plan.make = [&](const DocumentRequest& request) {
        return refusals-- > 0 ? ended(request, Ending::no_output_space, "no room in /tmp") : really(request);
    };
    Notes notes;
    auto summary = desk.run(notes);
    CHECK(summary.ended == "complete");
    CHECK(notes.troubles == std::vector<std::string>{"no room in /tmp"});
    CHECK(notes.recoveries == 1);
    CHECK(summary.exit_code(Switch::off) == 0);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'trouble'") == 3);

    desk.add("c.txt", 3);
    desk.settings.patience = std::chrono::milliseconds(20);
    desk.plan.make = [&](const DocumentRequest& request) { return ended(request, Ending::no_output_space, "full"); };
    summary = desk.run();
    CHECK(summary.ended == "trouble");
    CHECK(summary.exit_code(Switch::off) == 1);
    CHECK(summary.trouble == "full");
    CHECK(desk.outcome("c.txt") == "waiting");
    desk.plan.make = really;
    CHECK(desk.run().ended == "complete");
    CHECK(desk.outcome("c.txt") == "for_review");
}

TEST_CASE("a system that has no process to give is waited for, and no document is blamed") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    for (int i = 0; i < 4; ++i) desk.add(std::to_string(i) + ".txt", i);
    int calls = 0;
    desk.plan.before = [&](const DocumentRequest&) {
        if (++calls == 2 || calls == 3) throw std::system_error(EAGAIN, std::generic_category(), "fork");
    };
    Notes notes;
    const auto summary = desk.run(notes);
    CHECK(summary.ended == "complete");
    CHECK(summary.exit_code(Switch::off) == 0);
    REQUIRE_FALSE(notes.troubles.empty());
    CHECK(has(notes.troubles, "start a worker"));
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'trouble'") == 2);
    CHECK(desk.number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == 4);
}

TEST_CASE("a database that another program holds pauses the run") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    std::optional<nianbao::store::Database> analyst;
    desk.plan.make = [&](const DocumentRequest& request) {
        analyst.emplace(desk.store / "store.db", nianbao::store::Database::Access::write);
        analyst->execute("BEGIN IMMEDIATE");
        return really(request);
    };
    struct Release : Notes {
        explicit Release(std::optional<nianbao::store::Database>& held) : database(held) {}
        void trouble(const std::string& words, const nianbao::batch::Tally& tally) override {
            Notes::trouble(words, tally);
            database.reset();
        }
        std::optional<nianbao::store::Database>& database;
    };
    Release notes(analyst);
    CHECK(desk.run(notes).ended == "complete");
    CHECK(notes.troubles.size() == 1);
    CHECK(notes.recoveries == 1);
    CHECK(desk.outcome("a.txt") == "for_review");
}
