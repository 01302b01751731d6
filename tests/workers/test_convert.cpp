// SPDX-License-Identifier: GPL-3.0-or-later
// `nianbao convert` and its workers, as a user sees them.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/pipeline/run_program.h"
#include "tests/workers/pool_runs.h"
#include "tests/workers/small_pdf.h"

using namespace nianbao::testing;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

ProgramRun convert_in(const Desk& desk, std::vector<std::string> arguments, const std::string& faults = "") {
    arguments.insert(arguments.begin(), "convert");
    const Environment environment = faults.empty() ? Environment{} : Environment{{"NIANBAO_TEST_FAULTS", faults}};
    return run_program(arguments, desk.folder.path(), environment);
}

}  // namespace

TEST_CASE("a page that hangs or crashes no longer costs the report") {
    const Desk desk;
    for (const char* fault : {"crash@render:2", "hang@render:2"}) {
        const ProgramRun ran = convert_in(desk, {"--deadline-per-page", "4", "--verbose", "three.pdf"}, fault);
        INFO(ran.error);
        CHECK(ran.exit_code == 0);
        CHECK(has(ran.error, "workers will fail on purpose"));
        CHECK(has(ran.error, "page 2: render: page.unreadable: given up after 3 attempts"));
        const auto record = nlohmann::json::parse(ran.out);
        CHECK(record["source"]["pages"] == 3);
        CHECK(has(ran.out, "The first page has one line."));
        CHECK(has(ran.out, "The third page"));
        CHECK_FALSE(has(ran.out, "has two lines"));
    }
}

TEST_CASE("a report that cannot be opened is one line, and the others are converted") {
    const Desk desk;
    const ProgramRun ran = convert_in(desk, {"-q", "three.pdf", "report.txt", "--output-dir", "out"}, "crash@open:0");
    CHECK(ran.exit_code == 3);
    CHECK(has(ran.error, "three.pdf: open: given up after 3 attempts, the last one ended by crash (signal 11); look"));
    CHECK_FALSE(std::filesystem::exists(desk.folder / "out/three.json"));
}

TEST_CASE("several jobs give the same output in the same order") {
    const Desk desk;
    const std::vector<std::string> inputs = {"three.pdf", "report.txt", "missing.pdf", "three.pdf", "report.txt"};
    std::vector<std::string> one = inputs, three = inputs, open = inputs;
    three.insert(three.begin(), {"--jobs", "3"});
    open.insert(open.begin(), "--no-sandbox");
    const ProgramRun expected = convert_in(desk, one);
    CHECK(expected.exit_code == 3);
    CHECK(line_count(expected.out) == 4);
    for (const auto& arguments : {three, open}) {
        const ProgramRun ran = convert_in(desk, arguments);
        CHECK(ran.exit_code == 3);
        CHECK(ran.out == expected.out);
        CHECK(ran.error == expected.error);
    }
}

TEST_CASE("what pictures are written of is read the same without workers") {
    const Desk desk;
    const ProgramRun with = convert_in(desk, {"three.pdf"});
    const ProgramRun without = convert_in(desk, {"three.pdf", "--debug-dir", "debug"});
    CHECK(with.out == without.out);
    CHECK(with.error == without.error);
    CHECK(std::filesystem::exists(desk.folder / "debug"));
    const ProgramRun timed = convert_in(desk, {"three.pdf", "--timing"});
    CHECK(timed.out == with.out);
    CHECK(has(timed.error, "page 3"));
    CHECK(has(timed.error, "render"));
}

TEST_CASE("a password can be read in no process's arguments") {
    const Desk desk;
    const pid_t child = fork();
    if (child == 0) {
        convert_in(desk, {"--password", "seen-by-all", "three.pdf"}, "hang@render:2");
        _exit(0);
    }
    // The child, the program, its worker: parent and child each.
    std::vector<pid_t> program, worker;
    for (int tries = 0; worker.empty() && tries < 400; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
        program = children_of(child);
        if (!program.empty()) worker = children_of(program[0]);
    }
    REQUIRE(program.size() == 1);
    REQUIRE_FALSE(worker.empty());
    // Of a process that is just becoming another program there are none, nor of one that has ended: the program's first
    // child need not be the worker that stays.
    const auto settled_arguments = [](const auto& processes) {
        std::string arguments;
        for (int tries = 0; tries < 400 && (arguments.empty() || has(arguments, "seen-by-all")); ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
            for (const pid_t process : processes()) {
                const std::string found = content_of("/proc/" + std::to_string(process) + "/cmdline");
                if (!found.empty()) arguments = found;
            }
        }
        return arguments;
    };
    const std::string of_program = settled_arguments([&] { return program; });
    const std::string of_worker = settled_arguments([&] { return children_of(program[0]); });
    for (const std::string& arguments : {of_program, of_worker}) {
        INFO(arguments);
        CHECK_FALSE(arguments.empty());
        CHECK_FALSE(has(arguments, "seen-by-all"));
    }
    kill(program[0], SIGKILL);
    waitpid(child, nullptr, 0);
    for (int tries = 0; is_alive(worker[0]) && tries < 200; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    CHECK_FALSE(is_alive(worker[0]));
}

TEST_CASE("the hidden argument alone does nothing to a user's terminal") {
    const Desk desk;
    const ProgramRun ran = run_program({"worker-process"}, desk.folder.path());
    CHECK(ran.exit_code != 0);
    CHECK(line_count(ran.error) == 1);
}

TEST_CASE("doctor tells of every layer of the sandbox") {
    const Desk desk;
    const ProgramRun ran = run_program({"doctor"}, desk.folder.path());
    CHECK(ran.exit_code == 0);
    for (const char* layer : {"no new privileges", "limits", "Landlock: version", "seccomp"})
        CHECK(has(ran.out, std::string("ok       sandbox, ") + layer));
}
