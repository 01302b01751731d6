// SPDX-License-Identifier: GPL-3.0-or-later
// Every write and flush of an answer fails in turn, with a full disk or a broken one: it is there whole or not at all,
// and what was answered before is never lost.
#include <catch2/catch.hpp>
#include <cerrno>

#include "pipeline/store/trouble.h"
#include "tests/pipeline/store/faulty_disk.h"
#include "tests/review/seeded_desk.h"

using namespace nianbao;
using namespace nianbao::testing;

namespace {

struct Outcome {
    bool stored = false, threw = false;
    long operations = 0;
};

Outcome answer_with_fault(Desk& desk, const CellKey& key, const Faults& wanted) {
    Outcome outcome;
    faults() = wanted;
    try {
        const auto result = desk.answer({key, AnswerKind::typed, "4711", "", "wang", ""});
        outcome.stored = result.kind == AnswerResult::Kind::stored;
    } catch (const store::Trouble&) {
        outcome.threw = true;
    }
    outcome.operations = faults().done;
    faults() = {};
    return outcome;
}

void check_whole(const SeededDesk& made, const CellKey& key, const Outcome& outcome) {
    const Desk fresh(made.folder / "store");  // what lies on the disk, not what this process has in mind
    const Work work = fresh.work(key);
    const bool there = !work.history.empty();
    CHECK(there == work.cell.answered);
    CHECK((work.cell.printed == "4711") == there);
    if (outcome.stored) CHECK(there);
    CHECK(made.defects().empty());
    CHECK(fresh.queue({}, 0, 0).total > 0);
}

/// How many operations an answer takes.
long undisturbed(const SeedOptions& options) {
    const SeededDesk made(options);
    Desk desk(made.folder / "store", {true, {&faulty_files(), faulty_vfs()}});
    constexpr long beyond = 1'000'000;
    return answer_with_fault(desk, made.first().key, {Faults::Mode::once, beyond, EIO, 0, 0}).operations;
}

}  // namespace

TEST_CASE("whatever fails, an answer is there whole or not at all, and can be given again") {
    SeedOptions options;
    options.documents = 1;
    const long operations = undisturbed(options);
    REQUIRE(operations >= 3);
    for (long nth = 1; nth <= operations; ++nth) {
        const SeededDesk made(options);
        Desk faulty(made.folder / "store", {true, {&faulty_files(), faulty_vfs()}});
        const CellKey key = made.first().key;
        const Outcome outcome =
            answer_with_fault(faulty, key, {Faults::Mode::once, nth, nth % 2 == 0 ? ENOSPC : EIO, 0, 0});
        INFO("operation " << nth);
        CHECK(outcome.stored != outcome.threw);
        check_whole(made, key, outcome);
        const Outcome again = answer_with_fault(faulty, key, {});
        CHECK(again.stored);
        check_whole(made, key, again);
    }
}
