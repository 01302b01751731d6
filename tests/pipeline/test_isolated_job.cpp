// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

#include "document/failure.h"
#include "pipeline/isolated_job.h"

using namespace nianbao;

namespace {

struct Notes : JobListener {
    void at(int page, int, std::string_view stage) override {
        places.push_back(std::to_string(page) + std::string(stage));
    }
    void say(const std::string& line) override { said.push_back(line); }
    void remark(const std::string& line) override { remarked.push_back(line); }
    void error(const std::string& line) override { errors.push_back(line); }
    std::vector<std::string> places, said, remarked, errors;
};

struct Result {
    Outcome outcome;
    Notes notes;
};

Result run(const std::function<Outcome(JobListener&)>& job, const JobLimits& limits = {}) {
    Result result;
    result.outcome = run_isolated("a.pdf", limits, result.notes, job);
    return result;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what a job tells arrives") {
    const Result result = run([](JobListener& listener) {
        listener.at(2, 5, "read text");
        listener.say("two\nlines");
        listener.remark("a remark");
        return Outcome::needs_review;
    });
    CHECK(result.outcome == Outcome::needs_review);
    CHECK(result.notes.places == std::vector<std::string>{"2read text"});
    CHECK(result.notes.said == std::vector<std::string>{"two lines"});
    CHECK(result.notes.remarked == std::vector<std::string>{"a remark"});
    CHECK(result.notes.errors.empty());
}

TEST_CASE("every way to fail is one line") {
    const Result failed = run(
        [](JobListener&) -> Outcome { throw Failure("input.empty", "open", "the file is empty", "give another", 3); });
    CHECK(failed.outcome == Outcome::failed);
    CHECK(failed.notes.errors == std::vector<std::string>{"a.pdf: page 3: open: the file is empty; give another"});

    const Result internal = run([](JobListener&) -> Outcome { throw std::logic_error("our mistake"); });
    CHECK(internal.outcome == Outcome::internal_error);
    REQUIRE(internal.notes.errors.size() == 1);
    CHECK(has(internal.notes.errors[0], "our mistake"));

    const Result memory = run([](JobListener&) -> Outcome { throw std::bad_alloc(); });
    CHECK(memory.outcome == Outcome::failed);
    REQUIRE(memory.notes.errors.size() == 1);
    CHECK(has(memory.notes.errors[0], "memory"));
}

TEST_CASE("a job that dies is placed") {
    for (const int signal : {SIGSEGV, SIGABRT, SIGKILL}) {
        const Result result = run([signal](JobListener& listener) {
            listener.at(4, 9, "render");
            ::signal(signal, SIG_DFL);  // the test framework catches some
            raise(signal);
            return Outcome::converted;
        });
        CHECK(result.outcome == Outcome::failed);
        REQUIRE(result.notes.errors.size() == 1);
        CHECK(has(result.notes.errors[0], "a.pdf: page 4: render: reading it crashed"));
    }
}

TEST_CASE("a library that calls exit does not pass for success") {
    const Result result = run([](JobListener&) -> Outcome { _exit(0); });
    CHECK(result.outcome == Outcome::failed);
    CHECK(result.notes.errors.size() == 1);
}

TEST_CASE("a job that says nothing for too long is given up") {
    JobLimits limits;
    limits.without_progress = std::chrono::seconds(1);
    const Result result = run(
        [](JobListener& listener) {
            listener.at(2, 2, "read");
            for (;;) pause();
            return Outcome::converted;
        },
        limits);
    CHECK(result.outcome == Outcome::failed);
    REQUIRE(result.notes.errors.size() == 1);
    CHECK(has(result.notes.errors[0], "a.pdf: page 2: read: no progress for 1 seconds"));
}

TEST_CASE("a slow job that shows progress is left alone") {
    JobLimits limits;
    limits.without_progress = std::chrono::seconds(2);
    const Result result = run(
        [](JobListener& listener) {
            for (int page = 1; page <= 5; ++page) {
                listener.at(page, 5, "read");
                std::this_thread::sleep_for(std::chrono::milliseconds(600));
            }
            return Outcome::converted;
        },
        limits);
    CHECK(result.outcome == Outcome::converted);
    CHECK(result.notes.places.size() == 5);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a memory bomb costs its own job only") {
    JobLimits limits;
    limits.memory_bytes = 512u << 20;
    const Result result = run(
        [](JobListener&) {
            std::vector<std::vector<char>> hoard;
            for (;;) hoard.emplace_back(64u << 20, 'x');
            return Outcome::converted;
        },
        limits);
    CHECK(result.outcome == Outcome::failed);
    REQUIRE(result.notes.errors.size() == 1);
    CHECK(has(result.notes.errors[0], "--memory-limit"));
}
#endif
