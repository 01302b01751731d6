// SPDX-License-Identifier: GPL-3.0-or-later
// The commands as scripts see them.
#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/pipeline/batch/fake_converter.h"
#include "tests/pipeline/batch/running_program.h"
#include "tests/pipeline/run_program.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

struct Office {
    Office() : desk(folder.path()) {}
    ProgramRun run(const std::vector<std::string>& arguments) const { return run_program(arguments, folder.path()); }
    std::vector<std::string> batch(std::vector<std::string> more = {}) const {
        std::vector<std::string> all = {"batch", "inbox", "--store", "store", "--no-sandbox"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    void add(int count) const {
        for (int i = 0; i < count; ++i) desk.add(std::to_string(i) + ".txt", i);
    }
    TemporaryFolder folder;
    Desk desk;
};

}  // namespace

TEST_CASE("batch, status, export and verify, from the command line") {
    const Office office;
    office.add(3);
    write_file(office.desk.inbox / "broken.pdf", "%PDF-1.4 and no more");
    const ProgramRun ran = office.run(office.batch({"--summary", "summary.json"}));
    CHECK(ran.exit_code == 3);
    CHECK(ran.out.empty());
    CHECK(has(ran.error, "4 files: 4 to convert"));
    CHECK(has(ran.error, "broken.pdf: open: unreadable: "));
    CHECK(has(ran.error, "4 files: 3 for review, 1 unreadable"));
    const auto summary = nlohmann::json::parse(content_of(office.folder / "summary.json"));
    CHECK(summary["ended"] == "complete");
    CHECK(summary["failures"].size() == 1);

    const ProgramRun again = office.run(office.batch({"-q"}));
    CHECK(again.exit_code == 3);  // still not all of them are converted
    CHECK(again.error.empty());
    CHECK(office.run({"retry", "--store", "store", "--no-sandbox", "-q"}).exit_code == 3);
    CHECK(office.desk.number("SELECT count(*) FROM attempts") == 5);
    fs::remove(office.desk.inbox / "broken.pdf");
    CHECK(office.run(office.batch({"-q"})).exit_code == 0);
    CHECK(office.run(office.batch({"-q", "--strict"})).exit_code == 4);

    const ProgramRun status = office.run({"status", "--store", "store", "--format", "json"});
    CHECK(status.exit_code == 0);
    CHECK(nlohmann::json::parse(status.out)["files"]["for_review"] == 3);
    CHECK(has(office.run({"status", "--store", "store"}).out, "青禾县水务局"));
    const ProgramRun lines = office.run({"export", "--store", "store", "--format", "jsonl"});
    CHECK(lines.exit_code == 0);
    CHECK(line_count(lines.out) == 3);
    for (const char* name : {"a.csv", "a.xlsx", "a.sqlite", "a.jsonl"}) {
        CHECK(office.run({"export", "--store", "store", "-o", name}).exit_code == 0);
        CHECK(fs::file_size(office.folder / name) > 100);
    }
    CHECK(content_of(office.folder / "a.jsonl") == lines.out);
    CHECK(office.run({"verify", "--store", "store"}).exit_code == 0);
    const auto [path, record] = *office.desk.records().begin();
    for (const auto& entry : fs::recursive_directory_iterator(office.desk.store / "records")) {
        if (entry.is_regular_file() && content_of(entry.path()) == record) fs::remove(entry.path());
    }
    const ProgramRun verified = office.run({"verify", "--store", "store", "--repair"});
    CHECK(verified.exit_code == 1);
    CHECK(has(verified.out, "missing: "));
    CHECK(office.run(office.batch({"-q"})).exit_code == 0);
    CHECK(office.run({"verify", "--store", "store"}).exit_code == 0);
}

TEST_CASE("batch converts as convert does") {
    const Office office;
    const auto file = office.desk.add("a.txt", 1);
    CHECK(office.run(office.batch({"-q"})).exit_code == 0);
    const ProgramRun converted = office.run({"convert", "-q", file.string()});
    CHECK(office.desk.records().begin()->second == converted.out);
}

TEST_CASE("wrong usage is said, and nothing is made") {
    const Office office;
    write_file(office.folder / "bad.toml", "store = 'x'\njbos = 1\n");
    const std::vector<std::vector<std::string>> wrong = {
        {"batch"},
        {"batch", "inbox"},
        {"batch", "--store", "store"},
        {"batch", "inbox", "--store", "store", "--jobs", "many"},
        {"batch", "inbox", "--store", "store", "--memory-per-worker", "1K"},
        {"batch", "inbox", "--store", "store", "--since", "whenever"},
        {"batch", "inbox", "--store", "store", "--metrics", "x.txt"},
        {"batch", "-", "--watch", "--store", "store"},
        {"batch", "inbox", "--settings", "bad.toml"},
        {"batch", "inbox", "--settings", "none.toml"},
        {"retry"},
        {"status"},
        {"status", "--store", "store", "--format", "xml"},
        {"export", "--store", "store"},
        {"export", "--store", "store", "--format", "xlsx"},
        {"export", "--store", "store", "--format", "sqlite", "-o", "-"},
        {"verify"},
    };
    for (const auto& arguments : wrong) {
        const ProgramRun ran = office.run(arguments);
        INFO(::Catch::Detail::stringify(arguments) << ran.error);
        CHECK(ran.exit_code == 2);
        CHECK_FALSE(ran.error.empty());
    }
    CHECK_FALSE(fs::exists(office.desk.store));
    CHECK(
        has(office.run({"batch", "inbox", "--settings", "bad.toml"}).error, "bad.toml:2: there is no setting 'jbos'"));
    CHECK(office.run({"status", "--store", "inbox"}).exit_code == 1);
    for (const char* command : {"batch", "retry", "status", "export", "verify"}) {
        CHECK(office.run({command, "--help"}).exit_code == 0);
    }
}

TEST_CASE("options go before the settings file, and lists come from standard input") {
    const Office office;
    office.add(2);
    write_file(office.folder / "n.toml",
               "store = 'elsewhere'\npaths = ['inbox/0.txt']\nquiet = true\nno_sandbox = true\n");
    CHECK(office.run({"batch", "--settings", "n.toml"}).exit_code == 0);
    CHECK(fs::exists(office.folder / "elsewhere/store.db"));
    CHECK(office.run({"batch", "--settings", "n.toml", "--store", "store", "inbox"}).exit_code == 0);
    CHECK(office.desk.number("SELECT count(*) FROM reports") == 2);
    const ProgramRun none = office.run({"batch", "-", "--store", "store", "--no-sandbox"});
    CHECK(none.exit_code == 0);
    CHECK(has(none.error, "0 files"));
    office.desk.add("two\nlines.txt", 3);
    const std::string program = std::string(NIANBAO_BINARY_DIR) + "/nianbao batch --store listed --no-sandbox -q";
    const std::string there = "cd '" + office.folder.path().string() + "' && ";
    CHECK(std::system((there + "printf 'inbox/two\\nlines.txt\\0inbox/0.txt\\0' | " + program + " --null -").c_str()) ==
          0);
    CHECK(std::system((there + "printf 'inbox/1.txt\\n' | " + program + " -").c_str()) == 0);
    CHECK(nianbao::store::Store(office.folder / "listed", nianbao::store::Store::Purpose::read)
              .database()
              .number("SELECT count(*) FROM reports WHERE outcome = 'for_review'") == 3);
}

TEST_CASE("the inputs are never touched, whatever their names") {
    const Office office;
    office.desk.add("two\nlines.txt", 1);
    office.desk.add("\xc4\xea.txt", 2);
    office.desk.add(std::string(246, 'n') + ".txt", 3);
    const auto time = fs::last_write_time(office.desk.inbox / "two\nlines.txt");
    CHECK(office.run(office.batch()).exit_code == 0);
    CHECK(std::distance(fs::directory_iterator(office.desk.inbox), {}) == 3);
    CHECK(fs::last_write_time(office.desk.inbox / "two\nlines.txt") == time);
    CHECK(office.desk.records().size() == 3);
    CHECK(line_count(office.run({"export", "--store", "store", "-f", "jsonl"}).out) == 3);
    CHECK(office.desk.defects().empty());
}

TEST_CASE("two batches on one store at the same time: neither harms") {
    const Office office;
    office.add(20);
    const std::vector<std::string> arguments = {
        "batch", office.desk.inbox.string(), "--store", office.desk.store.string(), "--no-sandbox", "--jobs", "2"};
    RunningProgram first(arguments, office.folder / "error.1"), second(arguments, office.folder / "error.2");
    CHECK(first.wait() == 0);
    CHECK(second.wait() == 0);
    CHECK(has(content_of(office.folder / "error.1") + content_of(office.folder / "error.2"), "20 done before"));
    CHECK(office.desk.number("SELECT count(*) FROM attempts") == 20);
    CHECK(office.desk.records().size() == 20);
    CHECK(office.desk.defects().empty());
}

TEST_CASE("a batch waits for another one that has the store, and says so") {
    const Office office;
    office.add(3);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    const auto wait_for = [&](const auto& there) {
        while (!there() && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        CHECK(there());
    };
    const std::vector<std::string> arguments = {"batch", office.desk.inbox.string(), "--store",
                                                office.desk.store.string(), "--no-sandbox"};
    RunningProgram earlier(arguments, office.folder / "error.0");
    CHECK(earlier.wait() == 0);  // makes the store
    office.desk.add("another.txt", 9);
    std::vector<std::string> watching = arguments;
    watching.insert(watching.end(), {"--watch", "--poll", "100ms", "--settle", "0", "-q"});
    RunningProgram first(watching, office.folder / "error.1");
    wait_for([&] { return office.desk.outcome("another.txt") == "for_review"; });
    RunningProgram waiting(arguments, office.folder / "error.2");
    wait_for([&] { return has(content_of(office.folder / "error.2"), "another run has the store (process "); });
    CHECK_FALSE(waiting.ended());
    first.send(SIGTERM);
    CHECK(first.wait() == 0);
    CHECK(waiting.wait() == 0);
    CHECK(has(content_of(office.folder / "error.2"), "4 done before"));
    CHECK(office.desk.defects().empty());
}

TEST_CASE("a store that is in use can be read, and a second run need not wait") {
    const Office office;
    office.add(1);
    RunningProgram watching({"batch", office.desk.inbox.string(), "--store", office.desk.store.string(), "--no-sandbox",
                             "--watch", "--poll", "100ms", "--settle", "0", "-q"},
                            office.folder / "error");
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!fs::exists(office.desk.store / "metrics.prom") && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const ProgramRun refused = office.run(office.batch({"--no-wait"}));
    CHECK(refused.exit_code == 1);
    CHECK(has(refused.error, "another run has the store"));
    CHECK(office.run({"status", "--store", "store"}).exit_code == 0);
    CHECK(office.run({"verify", "--store", "store"}).exit_code == 0);
    CHECK(office.run({"verify", "--store", "store", "--repair"}).exit_code == 1);

    office.desk.add("later.txt", 7);
    while (office.desk.outcome("later.txt") != "for_review" && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(office.desk.outcome("later.txt") == "for_review");
    watching.send(SIGTERM);
    CHECK(watching.wait() == 0);  // the ordinary end of watching
    CHECK(office.desk.number("SELECT count(*) FROM runs WHERE ended = 'stopped'") == 1);
}

TEST_CASE("stopped by a signal, a batch leaves by it, whole, and goes on later") {
    const Office office;
    office.add(40);
    for (const int signal : {SIGINT, SIGTERM}) {
        fs::remove(office.desk.store / "metrics.prom");  // when it is there, the run is at work
        RunningProgram program({"batch", office.desk.inbox.string(), "--store", office.desk.store.string(),
                                "--no-sandbox", "--jobs", "1", "-q"},
                               office.folder / "error");
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!fs::exists(office.desk.store / "metrics.prom") && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        program.send(signal);
        const int code = program.wait();
        CHECK((code == -signal || code == 0));  // unless it was quicker
        CHECK(office.desk.number("SELECT count(*) FROM attempts WHERE finished IS NULL") == 0);
        CHECK(office.desk.defects().empty());
    }
    CHECK(office.run(office.batch({"-q"})).exit_code == 0);
    CHECK(office.desk.records().size() == 40);
}
