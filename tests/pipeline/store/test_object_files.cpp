// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cerrno>

#include "ocr/sha256.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/object_files.h"
#include "pipeline/store/outcome.h"
#include "pipeline/store/store_lock.h"
#include "pipeline/store/trouble.h"
#include "tests/pipeline/store/faulty_disk.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using namespace nianbao::store;
namespace fs = std::filesystem;

TEST_CASE("an object is named by its content, and the same content is one file") {
    const TemporaryFolder folder;
    ObjectFiles objects(folder.path(), system_files());
    objects.prepare();
    const std::string name = objects.put(ObjectKind::record, "{}\n");
    CHECK(name == nianbao::sha256_of("{}\n"));
    CHECK(objects.put(ObjectKind::record, "{}\n") == name);
    CHECK(objects.path_of(ObjectKind::record, name) ==
          folder / ("records/" + name.substr(0, 2) + "/" + name + ".json"));
    CHECK(objects.get(ObjectKind::record, name) == "{}\n");
    objects.put(ObjectKind::text, "{}\n");
    CHECK(objects.list().size() == 2);
    CHECK(objects.temporaries().empty());
}

TEST_CASE("an object that the disk has spoilt is noticed, and mended when it is put again") {
    const TemporaryFolder folder;
    ObjectFiles objects(folder.path(), system_files());
    objects.prepare();
    const std::string name = objects.put(ObjectKind::text, "as it was");
    write_file(objects.path_of(ObjectKind::text, name), "as it waz");
    CHECK_THROWS_AS(objects.get(ObjectKind::text, name), Trouble);
    CHECK(objects.put(ObjectKind::text, "as it was") == name);
    CHECK(objects.get(ObjectKind::text, name) == "as it was");
}

TEST_CASE("what a killed run left is removed when the next one begins") {
    const TemporaryFolder folder;
    ObjectFiles objects(folder.path(), system_files());
    objects.prepare();
    write_file(folder / "tmp/.nianbao-1-1.tmp", "half of a rec");
    CHECK(objects.temporaries().size() == 1);
    objects.prepare();
    CHECK(objects.temporaries().empty());
}

TEST_CASE("whichever operation fails, an object is there whole or not at all, and can be put again") {
    for (const int error : {ENOSPC, EIO}) {
        for (long nth = 1;; ++nth) {
            const TemporaryFolder folder;
            ObjectFiles objects(folder.path(), faulty_files());
            faults() = {};
            objects.prepare();
            faults() = {Faults::Mode::once, nth, error};
            const bool failed = [&] {
                try {
                    objects.put(ObjectKind::image, "a picture");
                    return false;
                } catch (const Trouble& trouble) {
                    CHECK(trouble.may_pass());
                    CHECK(trouble.code() == (error == ENOSPC ? "store.disk_full" : "store.io"));
                    return true;
                }
            }();
            const long reached = faults().failed;
            faults() = {};
            CHECK(failed == (reached == 1));
            CHECK(objects.temporaries().empty());
            for (const auto& found : objects.list()) CHECK(content_of(found.path) == "a picture");
            CHECK(objects.get(ObjectKind::image, objects.put(ObjectKind::image, "a picture")) == "a picture");
            if (reached == 0) break;  // it has fewer operations
            REQUIRE(nth < 50);
        }
    }
}

TEST_CASE("one process at a time has the lock, and it ends with its holder") {
    const TemporaryFolder folder;
    auto lock = StoreLock::try_take(folder.path());
    REQUIRE(lock);
    CHECK_FALSE(StoreLock::try_take(folder.path()));
    CHECK(StoreLock::holder(folder.path()).find("process " + std::to_string(getpid())) == 0);
    int asked = 0;
    CHECK_FALSE(StoreLock::wait_for(folder.path(), [&](const std::string&) { return ++asked < 1; }));
    CHECK(asked == 1);
    lock.reset();
    CHECK(StoreLock::try_take(folder.path()));
}

TEST_CASE("names of files can be shown whatever bytes they have") {
    CHECK(readable_name(std::string_view("a b.pdf")) == "a b.pdf");
    CHECK(readable_name(std::string_view("年报.pdf")) == "年报.pdf");
    CHECK(readable_name(std::string_view("two\nlines\x7f")) == "two\\x0alines\\x7f");
    CHECK(readable_name(std::string_view("gbk \xc4\xea.pdf")) == "gbk \\xc4\\xea.pdf");
    CHECK(readable_name(std::string_view("cut \xe5\xb9")) == "cut \\xe5\\xb9");
    CHECK(readable_name(std::string_view("\xc2\x85")) == "\\xc2\\x85");
}

TEST_CASE("a document that is not recognised as a report is for review, not done") {
    nianbao::workers::DocumentResult result;
    result.ending = nianbao::workers::Ending::converted;
    result.record.emplace();
    CHECK(outcome_of(result) == Outcome::for_review);
    result.record->form = "2021";
    CHECK(outcome_of(result) == Outcome::converted);
}

TEST_CASE("outcomes have names that come back, and no room is no outcome") {
    for (const Outcome outcome : all_outcomes) CHECK(outcome_named(name(outcome)) == outcome);
    CHECK_FALSE(outcome_named("no such"));
    nianbao::workers::DocumentResult result;
    result.ending = nianbao::workers::Ending::no_output_space;
    CHECK_FALSE(outcome_of(result));
    CHECK(is_failure(Outcome::changed));
    CHECK_FALSE(is_failure(Outcome::duplicate));
    CHECK_FALSE(is_failure(Outcome::for_review));
}
