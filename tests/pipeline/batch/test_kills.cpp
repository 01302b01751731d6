// SPDX-License-Identifier: GPL-3.0-or-later
// The program killed at random moments of a batch of forty reports, again and again. NIANBAO_KILLS says how often; the
// default keeps the test short.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/pipeline/batch/fake_converter.h"
#include "tests/pipeline/batch/running_program.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
namespace fs = std::filesystem;

namespace {

constexpr int reports = 40;

int wanted_kills() {
    const char* wanted = std::getenv("NIANBAO_KILLS");
    return wanted ? std::atoi(wanted) : 25;
}

std::vector<std::string> batch(const Desk& desk) {
    return {"batch", desk.inbox.string(), "--store", desk.store.string(), "--no-sandbox", "--jobs", "2", "-q"};
}

int files_in(const fs::path& folder) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
    return count;
}

bool all_done(const Desk& desk) {
    std::error_code ignored;
    if (!fs::exists(desk.store / "store.db", ignored)) return false;
    try {
        return desk.number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == reports;
    } catch (const std::exception&) {
        return false;  // killed before the store had its tables
    }
}

void check_as_if_undisturbed(const Desk& desk, const std::map<std::string, std::string>& expected) {
    CHECK(desk.records() == expected);
    CHECK(desk.defects().empty());  // no orphan, no temporary, every byte as it was written
    CHECK(files_in(desk.store / "records") == reports);
    CHECK(files_in(desk.store / "tmp") == 0);
    CHECK(desk.number("SELECT count(*) FROM documents") == reports);
    // Each once: what was done was not done again, and what was interrupted is counted as such.
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending = 'for_review'") == reports);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE ending NOT IN ('for_review', 'interrupted')") == 0);
    CHECK(desk.number("SELECT count(*) FROM attempts WHERE finished IS NULL") == 0);
}

}  // namespace

TEST_CASE("killed at random moments, a batch loses nothing and does nothing twice") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    for (int i = 0; i < reports; ++i) desk.add(std::to_string(i) + ".txt", i);
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(RunningProgram(batch(desk), folder / "error").wait() == 0);
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    const auto expected = desk.records();
    REQUIRE(expected.size() == reports);
    fs::remove_all(desk.store);

    std::mt19937 random(20261127);
    int kills = 0, rounds = 0;
    std::int64_t interrupted = 0;
    while (kills < wanted_kills()) {
        RunningProgram program(batch(desk), folder / "error");
        // From before the store is opened to the end of a whole run: kills while workers start, read and are stored.
        const int most = static_cast<int>(std::max<std::int64_t>(whole.count(), 50));
        std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(0, most)(random)));
        if (!program.ended()) {
            program.send(SIGKILL);
            ++kills;
        }
        program.wait();
        if (!all_done(desk)) continue;
        REQUIRE(RunningProgram(batch(desk), folder / "error").wait() == 0);
        check_as_if_undisturbed(desk, expected);
        interrupted += desk.number("SELECT count(*) FROM attempts WHERE ending = 'interrupted'");
        fs::remove_all(desk.store);
        ++rounds;
    }
    REQUIRE(RunningProgram(batch(desk), folder / "error").wait() == 0);
    check_as_if_undisturbed(desk, expected);
    interrupted += desk.number("SELECT count(*) FROM attempts WHERE ending = 'interrupted'");
    CHECK(interrupted > 0);  // some fell while documents were at work
    WARN(kills << " kills in " << rounds + 1 << " rounds of " << whole.count() << " ms, " << interrupted
               << " documents interrupted at work");
}
