// SPDX-License-Identifier: GPL-3.0-or-later
// Answers outlive new records, kills and batches at work.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "pipeline/store/answers.h"
#include "pipeline/store/reviewed_record.h"
#include "pipeline/store/trouble.h"
#include "pipeline/store/verify_store.h"
#include "review/desk.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;
using store::Store;

namespace {

struct Seeded {
    explicit Seeded(int count = 1) {
        SeedOptions options;
        options.documents = count;
        options.readers = doubtful_readers();
        documents = seed_store(folder / "store", options);
    }
    std::filesystem::path store() const { return folder / "store"; }
    std::int64_t number(const std::string& sql) const {
        return Store(store(), Store::Purpose::read).database().number(sql).value_or(-1);
    }
    bool whole() const {
        const Store seen(store(), Store::Purpose::read);
        return store::verify(seen, store::Idle::yes).defects.empty();
    }
    TemporaryFolder folder;
    std::vector<SeededDocument> documents;
};

CellKey first_in(Desk& desk) {
    return desk.queue({}, 0, 1).rows.at(0).key;
}

bool warned(const Seeded& seeded, const std::string& code) {
    return seeded.number("SELECT count(*) FROM warnings WHERE code = '" + code + "'") > 0;
}

}  // namespace

TEST_CASE("a re-run with another recipe keeps the answers") {
    const Seeded seeded;
    CellKey key;
    {
        Desk desk(seeded.store());
        key = first_in(desk);
        REQUIRE(desk.answer({key, AnswerKind::typed, "4711", "worn", "wang", ""}).kind == AnswerResult::Kind::stored);
    }
    parser::Record newer = seeded.documents[0].record;
    newer.find(key.cell)->printed = "9";
    newer.find(key.cell)->value = parser::Decimal(9);
    read_again(seeded.store(), seeded.documents[0], newer, "second recipe");
    Desk desk(seeded.store());
    const Work work = desk.work(key);
    CHECK(work.cell.printed == "4711");
    CHECK(work.machine == "9");
    CHECK(work.cell.answered);
    CHECK(work.cell.standing != parser::Standing::review);
    CHECK(seeded.number("SELECT count(*) FROM answers") == 1);
    CHECK(seeded.whole());
}

TEST_CASE("an answer about another place on the page is not applied, and the cell is for review") {
    const Seeded seeded;
    CellKey key;
    {
        Desk desk(seeded.store());
        key = first_in(desk);
        desk.answer({key, AnswerKind::typed, "4711", "", "wang", ""});
    }
    parser::Record newer = seeded.documents[0].record;
    parser::RecordCell& cell = *newer.find(key.cell);
    cell.box = Rect{cell.box->x0, cell.box->y0 + 60, cell.box->x1, cell.box->y1 + 60};
    read_again(seeded.store(), seeded.documents[0], newer, "second recipe");
    Desk desk(seeded.store());
    CHECK(desk.work(key).cell.printed == cell.printed);
    CHECK(desk.work(key).cell.standing == parser::Standing::review);
    CHECK(warned(seeded, "review.moved"));
    CHECK(seeded.number("SELECT count(*) FROM answers") == 1);
    CHECK(seeded.whole());
    // Asked again, about the new place.
    CHECK(desk.answer({key, AnswerKind::typed, "12", "", "wang", desk.work(key).version}).kind ==
          AnswerResult::Kind::stored);
    CHECK(desk.work(key).cell.printed == "12");
}

TEST_CASE("an answer about a cell that is gone is kept and told") {
    const Seeded seeded;
    CellKey key;
    {
        Desk desk(seeded.store());
        key = first_in(desk);
        desk.answer({key, AnswerKind::typed, "4711", "", "wang", ""});
    }
    parser::Record newer = seeded.documents[0].record;
    std::erase_if(newer.cells, [&](const parser::RecordCell& cell) { return cell.id == key.cell; });
    read_again(seeded.store(), seeded.documents[0], newer, "second recipe");
    CHECK(warned(seeded, "review.lost"));
    CHECK(seeded.number("SELECT count(*) FROM answers") == 1);
    CHECK(seeded.whole());
    // With the first program's record it is there again.
    read_again(seeded.store(), seeded.documents[0], seeded.documents[0].record, "third recipe");
    Desk desk(seeded.store());
    CHECK(desk.work(key).cell.printed == "4711");
    CHECK_FALSE(warned(seeded, "review.lost"));
}

TEST_CASE("an answer to what a batch has read anew in between is a conflict") {
    const Seeded seeded;
    Desk desk(seeded.store());
    const CellKey key = first_in(desk);
    const std::string seen = desk.work(key).version;
    parser::Record newer = seeded.documents[0].record;
    newer.find(key.cell)->confidence = 0.123;
    read_again(seeded.store(), seeded.documents[0], newer, "second recipe");
    const AnswerResult result = desk.answer({key, AnswerKind::confirm, "", "", "wang", seen});
    CHECK(result.kind == AnswerResult::Kind::conflict);
    CHECK_FALSE(result.other);
    CHECK(seeded.number("SELECT count(*) FROM answers") == 0);
}

TEST_CASE("what was read anew is no conflict of answers, whoever answered before") {
    const Seeded seeded;
    Desk desk(seeded.store());
    const CellKey key = first_in(desk);
    const NewAnswer first{key, AnswerKind::typed, "4711", "", "wang", desk.work(key).version};
    const AnswerResult stored = desk.answer(first);
    REQUIRE(stored.kind == AnswerResult::Kind::stored);
    const AnswerResult again = desk.answer(first);  // its reply was lost
    CHECK(again.code == "answered");
    REQUIRE(again.other);
    CHECK(again.other->kind == AnswerKind::typed);
    parser::Record newer = seeded.documents[0].record;
    parser::RecordCell& cell = *newer.find(key.cell);
    cell.box = Rect{cell.box->x0, cell.box->y0 + 60, cell.box->x1, cell.box->y1 + 60};
    read_again(seeded.store(), seeded.documents[0], newer, "second recipe");
    for (const std::string& seen : {first.version, stored.version}) {
        const AnswerResult late = desk.answer({key, AnswerKind::typed, "4711", "", "wang", seen});
        CHECK(late.kind == AnswerResult::Kind::conflict);
        CHECK(late.code == "read_anew");
        CHECK_FALSE(late.other);
        CHECK(late.version == desk.work(key).version);
    }
    CHECK(seeded.number("SELECT count(*) FROM answers") == 1);
}

TEST_CASE("answers are facts: the database refuses to change or remove them") {
    const Seeded seeded;
    Desk desk(seeded.store());
    desk.answer({first_in(desk), AnswerKind::typed, "4711", "", "wang", ""});
    Store store(seeded.store(), Store::Purpose::read);
    CHECK_THROWS_AS(store.database().execute("UPDATE answers SET printed = '1'"), store::Trouble);
    CHECK_THROWS_AS(store.database().execute("DELETE FROM answers"), store::Trouble);
}

TEST_CASE("answers go in while a batch stores records") {
    const Seeded seeded(2);
    Desk desk(seeded.store());
    std::thread batch([&] {
        for (int round = 0; round < 10; ++round)
            read_again(seeded.store(), seeded.documents[1], seeded.documents[1].record, std::to_string(round));
    });
    QueueFilter filter;
    filter.document = seeded.documents[0].id;
    int stored = 0;
    for (const QueueRow& row : desk.queue(filter, 0, 100).rows) {
        const auto result = desk.answer({row.key, AnswerKind::typed, "1", "", "wang", ""});
        stored += result.kind == AnswerResult::Kind::stored ? 1 : 0;
    }
    batch.join();
    CHECK(stored > 0);
    CHECK(seeded.number("SELECT count(*) FROM answers") == stored);
    CHECK(seeded.whole());
}

TEST_CASE("killed at any moment, an answer is there whole or not at all") {
    constexpr int kills = 12;
    for (int round = 0; round < kills; ++round) {
        const Seeded seeded;
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Desk desk(seeded.store());
            const CellKey key = first_in(desk);
            for (int i = 0;; ++i) desk.answer({key, AnswerKind::typed, std::to_string(i), "", "wang", ""});
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 17 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        CHECK(seeded.whole());
        Desk desk(seeded.store());
        const auto answers = desk.answers(std::nullopt, 0, 1);
        if (answers.empty()) continue;
        const Work work = desk.work(answers.front().cell);
        CHECK(work.cell.printed == answers.front().printed);
        CHECK(work.history.size() == static_cast<std::size_t>(answers.front().id));
    }
}
