// SPDX-License-Identifier: GPL-3.0-or-later
// Real worker processes: what they give is what one process gives, and what befalls one costs its page alone.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <thread>

#include "document/document_bytes.h"
#include "document/text_form.h"
#include "parser/record_bytes.h"
#include "parser/record_json.h"
#include "pipeline/recipe.h"
#include "pipeline/sandbox/limits.h"
#include "tests/pipeline/bad_inputs.h"
#include "tests/pipeline/temporary_folder.h"
#include "tests/workers/pool_runs.h"
#include "tests/workers/small_pdf.h"

using namespace nianbao;
using namespace nianbao::testing;
using namespace nianbao::workers;
namespace fs = std::filesystem;

namespace {

struct Desk {
    Desk() {
        write_file(folder / "three.pdf", three_pages());
        write_file(folder / "report.txt", small_report);
    }
    DocumentResult run(const PoolOptions& options, const std::string& name = "three.pdf") const {
        return run_pool(options, request_for({folder / name}));
    }
    TemporaryFolder folder;
};

/// What one process makes of it; read once.
const Conversion& undisturbed() {
    static const Conversion conversion = [] {
        const Desk desk;
        return convert({desk.folder / "three.pdf"}, {});
    }();
    return conversion;
}

/// Of another folder, and so of another name.
std::string without_name(std::string json) {
    const auto at = json.find("\"file\"");
    return json.erase(at, json.find('\n', at) - at);
}

void check_same(const DocumentResult& result, const Conversion& expected) {
    REQUIRE(result.record.has_value());
    REQUIRE(result.document.has_value());
    parser::Record record = *result.record;
    record.source.file = expected.record.source.file;
    CHECK(parser::record_bytes(record) == parser::record_bytes(expected.record));
    CHECK(without_name(result.record_json) == without_name(parser::write_record_json(expected.record)));
    CHECK(result.text_form == write_text_form(expected.document));
}

bool has_warning(const DocumentResult& result, const std::string& code, int page) {
    for (const Warning& warning : result.record->warnings) {
        if (warning.code == code && warning.page == page) return true;
    }
    return false;
}

std::string file_text(const fs::path& file) {
    return content_of(file);
}

}  // namespace

TEST_CASE("what workers read is what one process reads, to the last bit, with one worker and with three") {
    const Desk desk;
    for (const int jobs : {1, 3}) {
        const DocumentResult result = desk.run(quick("", jobs));
        CHECK(result.ticket == 42);
        CHECK(result.ending == Ending::converted);
        check_same(result, undisturbed());
        REQUIRE(result.pages.size() == 3);
        for (const PageHistory& page : result.pages) CHECK(page.attempts == 1);
        CHECK(result.times.total("render") > 0);
    }
}

TEST_CASE("a real report, its pictures for review, and a text") {
    const fs::path report = fs::path(NIANBAO_SOURCE_DIR) / "fixtures/digital-2021.pdf";
    DocumentRequest request = request_for({report});
    request.page_images = true;
    const DocumentResult result = run_pool(quick("", 2), request);
    CHECK(result.ending == Ending::for_review);
    check_same(result, convert({report}, {}));
    std::set<int> doubtful, pictured;
    for (const auto& cell : result.record->cells) {
        if (cell.needs_review) doubtful.insert(cell.page);
    }
    for (const PageImage& image : result.images) {
        pictured.insert(image.page);
        CHECK(image.png.rfind("\x89PNG", 0) == 0);
    }
    CHECK(pictured == doubtful);

    const Desk desk;
    const DocumentResult text = desk.run(quick(), "report.txt");
    check_same(text, convert({desk.folder / "report.txt"}, {}));
    CHECK(text.pages.empty());
}

TEST_CASE("several files are one report, as in one process") {
    const Desk desk;
    write_file(desk.folder / "two.pdf", small_pdf({{"Another file"}, {"and its second page"}}));
    const std::vector<fs::path> files = {desk.folder / "two.pdf", desk.folder / "three.pdf"};
    const DocumentResult result = run_pool(quick("", 2), request_for(files));
    check_same(result, convert(files, {}));
    CHECK(result.record->source.files.size() == 2);
    CHECK(result.pages.size() == 5);
    CHECK(run_pool(quick(), request_for({desk.folder / "three.pdf", desk.folder / "report.txt"})).ending ==
          Ending::unreadable);
}

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

TEST_CASE("silence in one stage ends an attempt before the deadline") {
    const Desk desk;
    PoolOptions options = quick("hang@render:2:1");
    options.page_deadline = std::chrono::minutes(5);
    options.silence = std::chrono::seconds(3);
    check_same(desk.run(options), undisturbed());
}

TEST_CASE("each kind of bad input has its ending") {
    const Desk desk;
    write_file(desk.folder / "empty.pdf", "");
    write_file(desk.folder / "noise.pdf", std::string("\x00\x01\xfe\xff\x80 no document", 17));
    const auto ending = [&](const char* name) { return desk.run(quick(), name).ending; };
    CHECK(ending("missing.pdf") == Ending::unreadable);
    CHECK(ending("empty.pdf") == Ending::unreadable);
    CHECK(ending("noise.pdf") == Ending::unreadable);
    CHECK(desk.run(quick(), "missing.pdf").code == "input.missing");
    const std::string encrypt = "qpdf --encrypt secret secret 256 -- '" + (desk.folder / "three.pdf").string() + "' '" +
                                (desk.folder / "locked.pdf").string() + "'";
    REQUIRE(std::system(encrypt.c_str()) == 0);
    CHECK(ending("locked.pdf") == Ending::encrypted);
    DocumentRequest request = request_for({desk.folder / "locked.pdf"});
    request.password = "secret";
    CHECK(run_pool(quick(), request).ending == Ending::converted);
}

TEST_CASE("many documents: every ticket comes back once, workers are renewed, records do not depend on the order") {
    const Desk desk;
    PoolOptions options = quick("", 2);
    options.pages_per_worker = 2;
    std::map<std::uint64_t, std::string> records;
    Pool pool(options);
    std::uint64_t next = 1;
    while (next <= 8 || pool.unfinished() > 0) {
        while (next <= 8 && pool.wants_more()) {
            DocumentRequest request = request_for({desk.folder / (next % 4 == 0 ? "report.txt" : "three.pdf")});
            request.ticket = next++;
            pool.submit(request);
        }
        const auto result = pool.wait(std::chrono::minutes(2));
        REQUIRE(result.has_value());
        CHECK(records.emplace(result->ticket, without_name(result->record_json)).second);
    }
    CHECK(records.size() == 8);
    for (const std::uint64_t ticket : {2, 3, 5, 6, 7}) CHECK(records[ticket] == records[1]);
    CHECK(records[1] == without_name(parser::write_record_json(undisturbed().record)));
    CHECK(records[8] == records[4]);
    CHECK_FALSE(pool.wait(std::chrono::seconds(10)).has_value());  // at once: nothing is left to wait for
}

TEST_CASE("a file that changes while its pages are read fails as such; a new date alone does not") {
    const Desk desk;
    const auto changing = [&](const std::string& content) {
        PoolOptions options = quick("hang@render:2:1");
        options.page_deadline = std::chrono::seconds(4);
        Pool pool(options);
        pool.submit(request_for({desk.folder / "three.pdf"}));
        CHECK_FALSE(pool.wait(std::chrono::milliseconds(1500)).has_value());
        write_file(desk.folder / "three.pdf", content);
        return pool.wait(std::chrono::minutes(1)).value();
    };
    check_same(changing(three_pages()), undisturbed());
    const DocumentResult result = changing(three_pages() + "\n% more of it\n");
    CHECK(result.ending == Ending::unreadable);
    CHECK(result.code == "input.changed");
    CHECK_FALSE(result.record.has_value());
}

TEST_CASE("what a worker has: its own four descriptors and the input, no password, no privileges, no network") {
    const Desk desk;
    const int leaked = open("/etc/passwd", O_RDONLY);  // not closed on exec
    setenv("NIANBAO_SECRET", "in the environment", 1);
    PoolOptions options = quick("hang@render:2:1");
    options.page_deadline = std::chrono::seconds(4);
    Pool pool(options);
    DocumentRequest request = request_for({desk.folder / "three.pdf"});
    request.password = "a-password-that-nobody-sees";
    pool.submit(request);
    CHECK_FALSE(pool.wait(std::chrono::milliseconds(1500)).has_value());
    const auto workers = children_of(getpid());
    REQUIRE(workers.size() == 1);
    const fs::path process = "/proc/" + std::to_string(workers[0]);
    std::map<std::string, std::string> descriptors;
    for (const auto& entry : fs::directory_iterator(process / "fd"))
        descriptors[entry.path().filename()] = fs::read_symlink(entry.path()).string();
    for (const auto& [number, target] : descriptors) {
        INFO(number << " is " << target);
        const bool expected = target == "/dev/null" || target.rfind("pipe:", 0) == 0 ||
                              target.rfind("socket:", 0) == 0 || target.rfind("/memfd:input", 0) == 0;
        CHECK(expected);
    }
    CHECK(descriptors["0"] == "/dev/null");
    CHECK(descriptors["1"] == "/dev/null");
    for (const char* file : {"cmdline", "environ"}) {
        CHECK(file_text(process / file).find("nobody-sees") == std::string::npos);
        CHECK(file_text(process / file).find("in the environment") == std::string::npos);
    }
    const std::string status = file_text(process / "status");
    CHECK(status.find("NoNewPrivs:\t1") != std::string::npos);
    CHECK(status.find("Seccomp:\t2") != std::string::npos);
    CHECK(getpgid(workers[0]) == workers[0]);
    close(leaked);
    unsetenv("NIANBAO_SECRET");
    CHECK(pool.wait(std::chrono::minutes(1)).has_value());
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

TEST_CASE("without the sandbox the record is the same") {
    const Desk desk;
    PoolOptions options = quick();
    options.isolation = Isolation::none;
    check_same(desk.run(options), undisturbed());
}
