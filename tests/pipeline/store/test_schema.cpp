// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "pipeline/store/attempts.h"
#include "pipeline/store/registry.h"
#include "pipeline/store/schema.h"
#include "pipeline/store/store.h"
#include "pipeline/store/store_lock.h"
#include "pipeline/store/trouble.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using namespace nianbao::store;

namespace {

/// A store as the first schema made it, with one report in it.
void make_first_store(const std::filesystem::path& folder) {
    make_store_folder(folder);
    Database old(folder / "store.db", Database::Access::create);
    old.execute("PRAGMA journal_mode = WAL");
    old.execute(schema_steps().front());
    old.execute("PRAGMA user_version = 1; PRAGMA application_id = 1851941231;");
    old.execute(
        "INSERT INTO recipes VALUES (1, 'first', '{}', '2026-01-01T00:00:00Z');"
        "INSERT INTO documents (id, sha256, bytes, outcome, recipe_id, first_seen, cells, cells_for_review) "
        "VALUES (7, 'abc', 3, 'for_review', 1, '2026-01-01T00:00:00Z', 2, 1);"
        "INSERT INTO files (id, path, name, document_id, seen_ns) VALUES (9, x'2F61', '/a', 7, 1);"
        "UPDATE documents SET file_id = 9;"
        "INSERT INTO cells VALUES (7, 'x.total', 0, 5, '5', 0.9, 1, 'review', 'unsure', 'tesseract', 1, 0, 0, 1, 1);");
}

std::string refusal(const std::filesystem::path& folder, Store::Purpose purpose) {
    try {
        const Store store(folder, purpose);
    } catch (const Trouble& trouble) {
        return trouble.code();
    }
    return "";
}

void set_version(const std::filesystem::path& folder, int version) {
    Database(folder / "store.db", Database::Access::write).execute("PRAGMA user_version = " + std::to_string(version));
}

}  // namespace

TEST_CASE("a store of the first schema is brought up to date, with all that was in it") {
    const TemporaryFolder folder;
    make_first_store(folder / "store");
    CHECK(refusal(folder / "store", Store::Purpose::read) == "store.older");
    {
        const Store store(folder / "store", Store::Purpose::write);
        CHECK(store.database().number("PRAGMA user_version") == schema_version());
    }
    const Store store(folder / "store", Store::Purpose::read);
    Statement review = store.database().query("SELECT file, cell, reason FROM review");
    REQUIRE(review.next());
    CHECK(review.text(0) == "/a");
    CHECK(review.text(1) == "x.total");
    CHECK(review.text(2) == "unsure");
    CHECK(store.database().number("SELECT count(*) FROM pages") == 0);
    CHECK(store.database().number("SELECT cells FROM reports WHERE outcome = 'for_review'") == 2);
}

TEST_CASE("a store that was migrated is gone on with") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    make_first_store(desk.store);
    desk.add("a.txt", 1);
    CHECK(desk.run().ended == "complete");
    CHECK(desk.outcome("a.txt") == "for_review");
    CHECK(desk.number("SELECT count(*) FROM documents") == 2);
}

TEST_CASE("a store of a newer program is refused in words, and not touched") {
    const TemporaryFolder folder;
    { const Store store((make_store_folder(folder / "store"), folder / "store"), Store::Purpose::write); }
    set_version(folder / "store", schema_version() + 1);
    CHECK(refusal(folder / "store", Store::Purpose::read) == "store.newer");
    CHECK(refusal(folder / "store", Store::Purpose::write) == "store.newer");
    set_version(folder / "store", schema_version());
    CHECK(refusal(folder / "store", Store::Purpose::write).empty());
}

TEST_CASE("other databases and other files are no stores") {
    const TemporaryFolder folder;
    CHECK(refusal(folder.path(), Store::Purpose::read) == "store.missing");
    Database(folder / "store.db", Database::Access::create).execute("CREATE TABLE other (x)");
    CHECK(refusal(folder.path(), Store::Purpose::write) == "store.damaged");
    write_file(folder / "store.db", std::string(4096, 'x'));
    CHECK(refusal(folder.path(), Store::Purpose::read) == "store.damaged");
}

TEST_CASE("the database keeps what was committed to the disk, and checks references") {
    const TemporaryFolder folder;
    const Store store(folder.path(), Store::Purpose::write);
    CHECK(store.database().number("PRAGMA synchronous") == 2);
    CHECK(store.database().number("PRAGMA foreign_keys") == 1);
    Statement mode = store.database().query("PRAGMA journal_mode");
    REQUIRE(mode.next());
    CHECK(mode.text(0) == "wal");
    CHECK_THROWS_AS(store.database().run("INSERT INTO warnings VALUES (5, 0, 's', 'c', NULL, 'm')"), Trouble);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    const TemporaryFolder folder;
    Store store(folder.path(), Store::Purpose::write);
    {
        const Transaction transaction(store.database());
        register_trouble(store.database(), "/a", Outcome::unreadable, "no");
    }
    CHECK(store.database().number("SELECT count(*) FROM files") == 0);
}

TEST_CASE("a review brings an older store up to date by itself, unless an older program is at work on it") {
    const TemporaryFolder folder;
    make_first_store(folder / "store");
    {
        const auto older = StoreLock::try_take(folder / "store");
        REQUIRE(older);
        CHECK(refusal(folder / "store", Store::Purpose::review) == "store.busy");
    }
    CHECK(refusal(folder / "store", Store::Purpose::review).empty());
    const auto at_work = StoreLock::try_take(folder / "store");
    REQUIRE(at_work);
    CHECK(refusal(folder / "store", Store::Purpose::review).empty());  // of this schema: both may write
    set_version(folder / "store", schema_version() + 1);
    CHECK(refusal(folder / "store", Store::Purpose::review) == "store.newer");
    CHECK(refusal(folder / "nowhere", Store::Purpose::review) == "store.missing");
}
