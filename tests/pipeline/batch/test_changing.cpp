// SPDX-License-Identifier: GPL-3.0-or-later
// Files that do not stand still, and folders that are watched.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using nianbao::batch::Switch;
namespace fs = std::filesystem;

TEST_CASE("a file that changes while it is read is read again, and only its last content counts") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    int changes = 1;
    desk.plan.make = [&](const DocumentRequest& request) {
        DocumentResult result = really(request);
        if (changes-- > 0) desk.add("a.txt", 2);
        return result;
    };
    Notes notes;
    const auto summary = desk.run(notes);
    CHECK(summary.ended == "complete");
    CHECK(notes.outcomes["a.txt"] == std::vector<std::string>{"changed", "for_review"});
    REQUIRE(desk.records().size() == 1);
    CHECK(desk.records().begin()->second.find("第2号") != std::string::npos);
    CHECK(desk.number("SELECT count(*) FROM documents WHERE outcome = 'waiting'") ==
          1);  // the content that was never read
    CHECK(desk.number("SELECT count(*) FROM reports") == 1);
}

TEST_CASE("a broken reading of a file that was being written is not the file's failure") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    bool first = true;
    desk.plan.make = [&](const DocumentRequest& request) {
        if (!std::exchange(first, false)) return really(request);
        desk.add("a.txt", 2);
        return ended(request, Ending::unreadable, "cut off");
    };
    CHECK(desk.run().exit_code(Switch::off) == 0);
    CHECK(desk.outcome("a.txt") == "for_review");
}

TEST_CASE("a file that never stands still is given up as changed, and tried by the next run") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 2);
    int number = 10;
    desk.plan.make = [&](const DocumentRequest& request) {
        DocumentResult result = really(request);
        if (request.files.front().stem() == "a") desk.add("a.txt", ++number);
        return result;
    };
    CHECK(desk.run().exit_code(Switch::off) == 3);
    CHECK(desk.outcome("a.txt") == "changed");
    CHECK(desk.outcome("b.txt") == "for_review");
    CHECK(number == 13);
    desk.plan.make = really;
    CHECK(desk.run().exit_code(Switch::off) == 0);
    CHECK(desk.outcome("a.txt") == "for_review");
}

TEST_CASE("a file that is only touched or linked meanwhile is the same") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.plan.make = [&](const DocumentRequest& request) {
        DocumentResult result = really(request);
        fs::last_write_time(desk.inbox / "a.txt", fs::file_time_type::clock::now() + std::chrono::hours(1));
        return result;
    };
    Notes notes;
    desk.run(notes);
    CHECK(notes.outcomes["a.txt"] == std::vector<std::string>{"for_review"});
}

TEST_CASE("a file that goes away before it is read is not converted, and back again it is") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("a.txt", 1);
    desk.add("b.txt", 2);
    desk.plan.jobs = 1;
    desk.plan.make = [&](const DocumentRequest& request) {
        fs::remove(desk.inbox / "b.txt");
        return really(request);
    };
    CHECK(desk.run().exit_code(Switch::off) == 3);
    CHECK(desk.outcome("a.txt") == "for_review");
    CHECK(desk.outcome("b.txt") == "changed");
    desk.add("b.txt", 2);
    desk.plan.make = really;
    CHECK(desk.run().exit_code(Switch::off) == 0);
    CHECK(desk.outcome("b.txt") == "for_review");
}

TEST_CASE("a change that leaves size and time as they were is noticed all the same") {
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    const auto file = desk.add("a.txt", 1);
    const auto time = fs::last_write_time(file);
    desk.run();
    desk.add("a.txt", 2);
    fs::last_write_time(file, time);
    CHECK(desk.run().tally.finished() == 1);
}

TEST_CASE("a file that may not be read is unreadable, and tried again by every run") {
    if (geteuid() == 0) {
        WARN("the administrator may read everything: not tested");
        return;
    }
    const TemporaryFolder folder;
    const Desk desk(folder.path());
    const auto file = desk.add("a.txt", 1);
    chmod(file.c_str(), 0);
    CHECK(desk.run().exit_code(Switch::off) == 3);
    CHECK(desk.outcome("a.txt") == "unreadable");
    chmod(file.c_str(), 0600);
    CHECK(desk.run().exit_code(Switch::off) == 0);
}

TEST_CASE("an inbox is watched: what arrives is converted, what changes again") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.settings.watch = Switch::on;
    desk.settings.settle = std::chrono::milliseconds(0);
    desk.add("a.txt", 1);
    struct Arrivals : nianbao::batch::StopRequest {
        explicit Arrivals(const Desk& at) : desk(at) {}
        int times() const override {
            ++asked;
            if (asked == 20) desk.add("b.txt", 2);
            if (asked == 40) desk.add("a.txt", 3);
            return asked > 80 ? 1 : 0;
        }
        const Desk& desk;
        mutable int asked = 0;
    };
    Notes notes;
    const auto summary = desk.run(notes, Arrivals(desk));
    CHECK(summary.ended == "stopped");
    CHECK(notes.outcomes["a.txt"] == std::vector<std::string>{"for_review", "for_review"});
    CHECK(notes.outcomes["b.txt"] == std::vector<std::string>{"for_review"});
    CHECK(desk.records().size() == 2);
}
