// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parser/record_json.h"
#include "pipeline/store/status.h"
#include "pipeline/store/trouble.h"
#include "pipeline/store/verify_store.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using namespace nianbao::store;
namespace fs = std::filesystem;

namespace {

struct FullStore {
    FullStore() : desk(folder.path()) {
        for (int i = 0; i < 3; ++i) desk.add(std::to_string(i) + ".txt", i);
        desk.run();
    }
    Store open() const { return Store(desk.store, Store::Purpose::write); }
    fs::path some(ObjectKind kind) const {
        for (const auto& found : open().objects().list()) {
            if (found.kind == kind) return found.path;
        }
        return {};
    }
    std::vector<Defect> defects() const { return verify(open(), Idle::yes).defects; }
    Defect only() const {
        const auto all = defects();
        REQUIRE(all.size() == 1);
        return all.front();
    }
    TemporaryFolder folder;
    Desk desk;
};

}  // namespace

TEST_CASE("a whole store has no defects") {
    const FullStore full;
    CHECK(full.defects().empty());
    const Verification verification = verify(full.open(), Idle::yes);
    CHECK(verification.documents == 3);
    CHECK(verification.files == 9);  // a record, a text and a picture each
}

TEST_CASE("a flipped byte is found, mended by repair and another run") {
    const FullStore full;
    const auto kind = GENERATE(ObjectKind::record, ObjectKind::text, ObjectKind::image);
    const auto file = full.some(kind);
    std::string bytes = content_of(file);
    const std::string before = bytes;
    bytes[bytes.size() / 2] ^= 1;
    write_file(file, bytes);
    const Defect defect = full.only();
    CHECK(defect.kind == Defect::Kind::damaged);
    CHECK(defect.file == file);
    CHECK_FALSE(is_harmless(defect.kind));
    Store store = full.open();
    repair(store, {defect});
    full.desk.run();
    CHECK(full.defects().empty());
    CHECK(content_of(file) == before);
}

TEST_CASE("a missing file is found, and made again") {
    const FullStore full;
    const auto file = full.some(ObjectKind::record);
    fs::remove(file);
    const Defect defect = full.only();
    CHECK(defect.kind == Defect::Kind::missing);
    Store store = full.open();
    repair(store, {defect});
    full.desk.run();
    CHECK(fs::exists(file));
    CHECK(full.defects().empty());
}

TEST_CASE("orphans and strangers are found, are harmless, and are removed") {
    const FullStore full;
    full.open().objects().put(ObjectKind::record, "nobody's");
    write_file(full.desk.store / "images/notes.txt", "a person's");
    const auto defects = full.defects();
    REQUIRE(defects.size() == 2);
    for (const Defect& defect : defects) {
        CHECK(defect.kind == Defect::Kind::orphan);
        CHECK(is_harmless(defect.kind));
    }
    Store store = full.open();
    CHECK(repair(store, defects).size() == 2);
    CHECK(full.defects().empty());
    CHECK(verify(full.open(), Idle::no).defects.empty());
}

TEST_CASE("a database that says something else than its files is found") {
    const FullStore full;
    const char* change = GENERATE("UPDATE cells SET printed = '99' WHERE document_id = 2 AND position = 1",
                                  "DELETE FROM cells WHERE document_id = 2 AND position = 1",
                                  "UPDATE documents SET cells_for_review = 77 WHERE id = 2",
                                  "DELETE FROM warnings WHERE document_id = 2",
                                  "UPDATE cells SET needs_review = 1 - needs_review WHERE document_id = 2");
    full.open().database().run(change);
    const Defect defect = full.only();
    CHECK(defect.kind == Defect::Kind::disagrees);
    Store store = full.open();
    repair(store, {defect});
    full.desk.run();
    CHECK(full.defects().empty());
}

TEST_CASE("a database that the disk has spoilt is found, page by page") {
    const FullStore full;
    const auto file = full.desk.store / "store.db";
    const std::string whole = content_of(file);
    constexpr std::size_t page = 4096;
    REQUIRE(whole.size() > 8 * page);
    for (std::size_t at = page; at < whole.size(); at += page) {
        std::string spoilt = whole;
        for (std::size_t i = 0; i < 16; ++i) spoilt[at + i] = static_cast<char>(spoilt[at + i] ^ 0x5a);
        write_file(file, spoilt);
        INFO("page " << at / page);
        bool found = false;
        try {
            const Store store(full.desk.store, Store::Purpose::read);
            found = !verify(store, Idle::yes).defects.empty();
        } catch (const Trouble& trouble) {
            found = trouble.code() == "store.damaged";
        }
        CHECK(found);
    }
    write_file(file, whole);
    CHECK(full.defects().empty());
}

TEST_CASE("records of older recipes are kept until they are let go of") {
    FullStore full;
    full.desk.recipe = "recipe 2";
    full.desk.plan.make = [](const DocumentRequest& request) {
        DocumentResult result = really(request);
        result.record->title = "read better";
        result.record_json = nianbao::parser::write_record_json(*result.record);
        return result;
    };
    full.desk.run();
    const auto records = [&] {
        return std::ranges::count(full.open().objects().list(), ObjectKind::record, &ObjectFiles::Found::kind);
    };
    CHECK(records() == 6);
    CHECK(full.defects().empty());
    Store store = full.open();
    CHECK(forget_older_records(store) == 3);
    CHECK(forget_older_records(store) == 0);
    repair(store, full.defects());
    CHECK(records() == 3);
    CHECK(full.defects().empty());
}

TEST_CASE("status counts what the store holds") {
    FullStore full;
    full.desk.add("copy.txt", 1);
    full.desk.plan.make = [](const DocumentRequest& request) { return ended(request, Ending::crash, "bang\n"); };
    full.desk.add("bad.txt", 5);
    full.desk.run();
    const Status status = status_of(full.open());
    CHECK(status.files_by_outcome.at("for_review") == 3);
    CHECK(status.files_by_outcome.at("duplicate") == 1);
    CHECK(status.files_by_outcome.at("crash") == 1);
    CHECK(status.documents == 4);
    REQUIRE(status.by_year.size() == 1);
    CHECK(status.by_year[0].name == "2022");
    CHECK(status.by_year[0].reports == 3);
    REQUIRE(status.by_body.size() == 1);
    CHECK(status.by_body[0].name == "青禾县水务局");
    REQUIRE(status.failures.size() == 1);
    CHECK(status.failures[0].outcome == "crash");
    CHECK(status.runs.size() == 2);
    const std::string table = status_table(status, 2);
    CHECK(table.find("duplicate") != std::string::npos);
    CHECK(table.find("… and 1 more (--all)") != std::string::npos);
    CHECK(table.find("crash: bang?") != std::string::npos);
    CHECK(status_json(status).find("\"crash\": 1") != std::string::npos);
}
