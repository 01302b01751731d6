// SPDX-License-Identifier: GPL-3.0-or-later
// Real worker processes: what they give is what one process gives, and they have nothing that they do not need.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "parser/record_json.h"
#include "pipeline/sandbox/limits.h"
#include "tests/temporary_folder.h"
#include "tests/workers/pool_runs.h"
#include "tests/workers/small_pdf.h"

using namespace nianbao;
using namespace nianbao::testing;
using namespace nianbao::workers;
namespace fs = std::filesystem;

namespace {

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
    ConvertOptions options;
    request.pages = options.pages = PageSelection::parse("2-3").value();
    const DocumentResult result = run_pool(quick("", 2), request);
    CHECK(result.ending == Ending::for_review);
    check_same(result, convert({report}, options));
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

TEST_CASE("what a worker has: its own four descriptors and the input, no password, no privileges, no network") {
    const Desk desk;
    const int leaked = open("/etc/passwd", O_RDONLY);  // not closed on exec
    setenv("NIANBAO_SECRET", "in the environment", 1);
    PoolOptions options = quick("hang@render:2:1");
    options.page_deadline = std::chrono::seconds(4);
    Lookout lookout("render", 2);
    lookout.watch(options);
    Pool pool(options);
    DocumentRequest request = request_for({desk.folder / "three.pdf"});
    request.password = "a-password-that-nobody-sees";
    pool.submit(request);
    REQUIRE(lookout.sees_it(pool));
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

TEST_CASE("without the sandbox the record is the same") {
    const Desk desk;
    PoolOptions options = quick();
    options.isolation = Isolation::none;
    check_same(desk.run(options), undisturbed());
}
