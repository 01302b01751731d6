// SPDX-License-Identifier: GPL-3.0-or-later
// Every write, flush and rename of a batch fails in turn, once or for good, with a full disk or a broken one: nothing
// is lost, nothing half written, no document blamed.
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>

#include "pipeline/store/trouble.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/pipeline/store/faulty_disk.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
namespace fs = std::filesystem;

namespace {

constexpr int reports = 3;

/// In memory where there is such a file system: thousands of flushes are waited for.
struct QuickFolders {
    QuickFolders() {
        if (fs::is_directory("/dev/shm")) setenv("TMPDIR", "/dev/shm", 1);
    }
    ~QuickFolders() { unsetenv("TMPDIR"); }
};

struct Attempt {
    bool complete = false;
    std::string words;
};

Attempt run_with_faults(Desk& desk, const Faults& wanted) {
    desk.store_options = {&faulty_files(), faulty_vfs()};
    faults() = wanted;
    Attempt attempt;
    try {
        const auto summary = desk.run();
        attempt.complete = summary.ended == "complete";
        attempt.words = summary.trouble;
    } catch (const nianbao::store::Trouble& trouble) {
        attempt.words = trouble.cause();
    }
    desk.store_options = {};
    return attempt;
}

struct Laid {
    Laid() : desk(folder.path()) {
        for (int i = 0; i < reports; ++i) desk.add(std::to_string(i) + ".txt", i);
        desk.settings.patience = std::chrono::milliseconds(0);
    }
    QuickFolders quick;
    TemporaryFolder folder;
    Desk desk;
};

/// By name, so that desks in different folders can be compared: their records differ in the folder only.
std::map<std::string, std::string> by_name(const Desk& desk) {
    std::map<std::string, std::string> records;
    for (auto [path, record] : desk.records()) {
        const std::string folder = desk.inbox.string();
        for (auto at = record.find(folder); at != std::string::npos; at = record.find(folder))
            record.erase(at, folder.size());
        records[fs::path(path).filename()] = record;
    }
    return records;
}

void check_nothing_lost(const Laid& laid, const std::map<std::string, std::string>& expected) {
    CHECK(by_name(laid.desk) == expected);
    CHECK(laid.desk.defects().empty());
    CHECK(laid.desk.number("SELECT count(*) FROM documents") == reports);
    CHECK(laid.desk.number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == reports);
    CHECK(laid.desk.number("SELECT count(*) FROM attempts WHERE ending NOT IN "
                           "('for_review', 'interrupted', 'trouble')") == 0);
}

std::map<std::string, std::string> undisturbed(long& operations) {
    Laid laid;
    CHECK(run_with_faults(laid.desk, {}).complete);
    operations = faults().done;
    return by_name(laid.desk);
}

}  // namespace

TEST_CASE("a disk that fails for good at any moment stops the run in words, and the next run goes on") {
    long operations = 0;
    const auto expected = undisturbed(operations);
    REQUIRE(operations > 50);
    for (long nth = 1; nth <= operations; ++nth) {
        Laid laid;
        const int error = nth % 2 == 0 ? ENOSPC : EIO;
        INFO("operation " << nth << " of " << operations << ", error " << error);
        const Attempt attempt = run_with_faults(laid.desk, {Faults::Mode::from_then_on, nth, error});
        CHECK((attempt.complete || !attempt.words.empty()));
        laid.desk.settings.patience = std::chrono::seconds(10);
        CHECK(laid.desk.run().ended == "complete");
        check_nothing_lost(laid, expected);
    }
}

TEST_CASE("a disk that fails once at any moment is waited for, or the next run goes on") {
    long operations = 0;
    const auto expected = undisturbed(operations);
    int went_on = 0;
    for (long nth = 1; nth <= operations; ++nth) {
        Laid laid;
        laid.desk.settings.patience = std::chrono::seconds(10);
        const int error = nth % 2 == 0 ? EIO : ENOSPC;
        INFO("operation " << nth << " of " << operations << ", error " << error);
        const Attempt attempt = run_with_faults(laid.desk, {Faults::Mode::once, nth, error});
        went_on += attempt.complete ? 1 : 0;
        CHECK((attempt.complete || !attempt.words.empty()));
        if (!attempt.complete) CHECK(laid.desk.run().ended == "complete");
        check_nothing_lost(laid, expected);
    }
    // Only what fails while the store is opened or the work is planned ends a run.
    CHECK(went_on > operations / 2);
}
