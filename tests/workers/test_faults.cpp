// SPDX-License-Identifier: GPL-3.0-or-later
// Misfortunes of real worker processes: what befalls one costs its page alone.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "document/failure.h"
#include "pipeline/sandbox/landlock.h"
#include "pipeline/sandbox/limits.h"
#include "tests/temporary_folder.h"
#include "tests/workers/pool_runs.h"
#include "tests/workers/small_pdf.h"

using namespace nianbao;
using namespace nianbao::testing;
using namespace nianbao::workers;
namespace fs = std::filesystem;

namespace {

bool has_warning(const DocumentResult& result, const std::string& code, int page) {
    for (const Warning& warning : result.record->warnings) {
        if (warning.code == code && warning.page == page) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("whatever befalls a page's worker in every attempt, that page alone is lost") {
    const Desk desk;
    struct Case {
        const char* misfortune;
        const char* death;
    };
    for (const auto& [misfortune, death] : {Case{"crash", "crash (signal 11) at clean"},
                                            {"abort", "crash (signal 6) at clean"},
                                            {"leave", "crash (left with code 0) at clean"},
                                            {"flood", "crash (flooded its output) at clean"},
                                            {"flood-errors", "crash (flooded its output) at clean"},
                                            {"garbage", "crash (sent what cannot be understood) at clean"},
                                            {"hang", "timeout at clean"},
                                            {"memory", "memory at clean"}}) {
        if (sandbox::sanitized && std::string(misfortune) == "memory") continue;
        INFO(misfortune);
        PoolOptions options = quick(std::string(misfortune) + "@clean:2", 2);
        options.page_deadline = std::chrono::seconds(std::string(misfortune) == "hang" ? 3 : 20);
        options.memory_bytes = std::size_t{1} << 30;
        options.attempts = 2;
        const auto start = std::chrono::steady_clock::now();
        const DocumentResult result = desk.run(options);
        CHECK(std::chrono::steady_clock::now() - start <
              options.attempts * options.page_deadline + std::chrono::seconds(5));
        CHECK(result.ending == Ending::for_review);
        REQUIRE(result.pages.size() == 3);
        CHECK(result.pages[1].quarantined);
        CHECK(result.pages[1].attempts == 2);
        CHECK(result.pages[1].deaths == std::vector<std::string>{death, death});
        REQUIRE(result.record.has_value());
        CHECK(has_warning(result, "page.unreadable", 2));
        for (const int page : {1, 3}) {
            CHECK(result.pages[static_cast<std::size_t>(page - 1)].attempts == 1);
            CHECK(text_on_page(*result.document, page) == text_on_page(undisturbed().document, page));
        }
        CHECK(text_on_page(*result.document, 2).empty());
    }
}

TEST_CASE("a death at any stage costs an attempt, and nothing of the record") {
    const Desk desk;
    for (const char* fault : {"crash@open:0:1", "crash@render:1:1", "abort@straighten:2:1", "leave@clean:3:1",
                              "crash@compare:1:1", "garbage@find regions:2:1", "crash@read:3:1",
                              "crash@reconstruct:1:1", "crash@stitch:0:1", "crash@parse:0:2"}) {
        INFO(fault);
        const DocumentResult result = desk.run(quick(fault));
        check_same(result, undisturbed());
        std::size_t deaths = 0;
        for (const PageHistory& page : result.pages) {
            CHECK_FALSE(page.quarantined);
            if (page.page > 0) CHECK(page.attempts == static_cast<int>(page.deaths.size()) + 1);
            deaths += page.deaths.size();
        }
        CHECK(deaths == (std::string(fault) == "crash@parse:0:2" ? 2 : 1));
    }
}

TEST_CASE("three deaths while opening or assembling are a failure with its kind") {
    const Desk desk;
    struct Case {
        const char* fault;
        Ending ending;
        const char* stage;
    };
    for (const auto& [fault, ending, stage] : {Case{"crash@open", Ending::crash, "open"},
                                               {"hang@open", Ending::timeout, "open"},
                                               {"memory@parse", Ending::memory, "parse"}}) {
        if (sandbox::sanitized && ending == Ending::memory) continue;
        INFO(fault);
        PoolOptions options = quick(fault);
        options.memory_bytes = std::size_t{1} << 30;
        if (ending == Ending::timeout) options.page_deadline = std::chrono::seconds(1);
        const DocumentResult result = desk.run(options);
        CHECK(result.ending == ending);
        CHECK(result.stage == stage);
        CHECK_FALSE(result.record.has_value());
        REQUIRE_FALSE(result.pages.empty());
        CHECK(result.pages[0].page == 0);
        CHECK(result.pages[0].deaths.size() == 3);
    }
}

TEST_CASE("a document all of whose pages are lost fails by the kind of their deaths") {
    const Desk desk;
    const DocumentResult result = desk.run(quick("crash@render"));
    CHECK(result.ending == Ending::crash);
    CHECK_FALSE(result.record.has_value());
    CHECK(result.pages.size() == 3);
}

TEST_CASE("a document whose worker died goes on before the next one begins") {
    const Desk desk;
    Pool pool(quick("crash@clean:2:2"));
    std::uint64_t next = 1, expected = 1;
    while (expected <= 4) {
        while (next <= 4 && pool.wants_more()) {
            DocumentRequest request = request_for({desk.folder / "three.pdf"});
            request.ticket = next++;
            pool.submit(request);
        }
        CHECK(pool.unfinished() <= 2);  // the one at work and the one that waits
        const auto result = pool.wait(std::chrono::minutes(2));
        REQUIRE(result.has_value());
        CHECK(result->ticket == expected++);
        CHECK(result->pages.at(1).attempts == 3);
    }
}

TEST_CASE("silence in one stage ends an attempt before the deadline") {
    const Desk desk;
    PoolOptions options = quick("hang@render:2:1");
    options.page_deadline = std::chrono::minutes(5);
    options.silence = std::chrono::seconds(3);
    check_same(desk.run(options), undisturbed());
}

TEST_CASE("a file that changes while its pages are read fails as such; a new date alone does not") {
    const Desk desk;
    const auto changing = [&](const std::string& content) {
        PoolOptions options = quick("hang@render:2:1");
        options.page_deadline = std::chrono::seconds(4);
        Lookout lookout("render", 2);
        lookout.watch(options);
        Pool pool(options);
        pool.submit(request_for({desk.folder / "three.pdf"}));
        REQUIRE(lookout.sees_it(pool));
        write_file(desk.folder / "three.pdf", content);
        return pool.wait(std::chrono::minutes(1)).value();
    };
    check_same(changing(three_pages()), undisturbed());
    const DocumentResult result = changing(three_pages() + "\n% more of it\n");
    CHECK(result.ending == Ending::unreadable);
    CHECK(result.code == "input.changed");
    CHECK_FALSE(result.record.has_value());
}

TEST_CASE("the kernel ends a worker that computes for ever, even if nobody looks") {
    const Desk desk;
    PoolOptions options = quick("spin@render:2");
    options.page_deadline = std::chrono::seconds(2);
    options.attempts = 1;
    Lookout lookout("render", 2);
    lookout.watch(options);
    Pool pool(options);
    pool.submit(request_for({desk.folder / "three.pdf"}));
    REQUIRE(lookout.sees_it(pool));
    REQUIRE(children_of(getpid()).size() == 1);
    for (int tries = 0; tries < 600 && !children_of(getpid()).empty(); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(children_of(getpid()).empty());
    const DocumentResult result = pool.wait(std::chrono::minutes(1)).value();
    CHECK(result.pages.at(1).deaths == std::vector<std::string>{"timeout at render"});
}

TEST_CASE("when its pool ends, by whatever end, no worker is left") {
    const Desk desk;
    {
        Pool pool(quick("hang@render"));
        pool.submit(request_for({desk.folder / "three.pdf"}));
        pool.wait(std::chrono::milliseconds(800));
        CHECK(children_of(getpid()).size() == 1);
        pool.cancel_all();
        CHECK(pool.unfinished() == 0);
        CHECK(children_of(getpid()).empty());
        pool.submit(request_for({desk.folder / "three.pdf"}));
        pool.wait(std::chrono::milliseconds(800));
    }
    CHECK(children_of(getpid()).empty());

    const pid_t parent = fork();
    if (parent == 0) {
        Pool pool(quick("hang@render", 2));
        pool.submit(request_for({desk.folder / "three.pdf"}));
        pool.submit(request_for({desk.folder / "three.pdf"}));
        pool.wait(std::chrono::minutes(5));
        _exit(0);
    }
    std::vector<pid_t> workers;
    for (int tries = 0; workers.size() < 2 && tries < 200; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        workers = children_of(parent);
    }
    REQUIRE(workers.size() == 2);
    kill(parent, SIGKILL);
    waitpid(parent, nullptr, 0);
    for (const pid_t worker : workers) {
        for (int tries = 0; is_alive(worker) && tries < 200; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        CHECK_FALSE(is_alive(worker));
    }
}

TEST_CASE("where no worker comes up, that is no document's fault") {
    const Desk desk;
    PoolOptions options = quick();
    options.program = "/bin/false";
    const DocumentResult result = desk.run(options);
    CHECK(result.ending == Ending::no_output_space);
    CHECK(result.code == "supervisor.no_workers");
    CHECK(result.cause.find("left with code 1") != std::string::npos);
}

TEST_CASE("where the sandbox cannot be put in force nothing is read, unless the user does without it") {
    const Desk desk;
    const pid_t child = fork();
    if (child == 0) {
        // The kernel stacks sixteen rulesets on a process and no more: the workers' own would be the next.
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        for (int layer = 0; layer < 16; ++layer) sandbox::restrict_files({{"/"}, {"/"}});
        int code = 1;
        try {
            const Pool pool(quick());
        } catch (const Failure& failure) {
            code = failure.code() == "sandbox.unavailable" && failure.cause().find("Landlock") != std::string::npos ? 0
                                                                                                                    : 2;
        }
        PoolOptions without = quick();
        without.isolation = Isolation::none;
        without.program = NIANBAO_BINARY_DIR "/nianbao";
        try {
            const Pool pool(without);
        } catch (const Failure&) {
            code = 3;
        }
        _exit(code);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
