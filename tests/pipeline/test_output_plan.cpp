// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <set>

#include "pipeline/output_plan.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using nianbao::testing::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

OutputRequest into_folder(const fs::path& folder, std::vector<Format> formats = {}) {
    OutputRequest request;
    request.folder = folder;
    request.formats = std::move(formats);
    return request;
}

OutputRequest into_file(const fs::path& file) {
    OutputRequest request;
    request.file = file;
    return request;
}

}  // namespace

TEST_CASE("one report without -o goes to standard output as JSON") {
    const auto jobs = plan_jobs({"a.pdf"}, {});
    REQUIRE(jobs.size() == 1);
    REQUIRE(jobs[0].destinations.size() == 1);
    CHECK_FALSE(jobs[0].destinations[0].file);
    CHECK(jobs[0].destinations[0].format == Format::json);
    CHECK_FALSE(plan_jobs({"a.pdf"}, into_file("-"))[0].destinations[0].file);
}

TEST_CASE("the name given with -o tells the format unless one is asked for") {
    CHECK(plan_jobs({"a.pdf"}, into_file("x.csv"))[0].destinations[0].format == Format::csv);
    CHECK(plan_jobs({"a.pdf"}, into_file("x.html"))[0].destinations[0].format == Format::html);
    CHECK(plan_jobs({"a.pdf"}, into_file("x.record"))[0].destinations[0].format == Format::json);
    OutputRequest request = into_file("x.csv");
    request.formats = {Format::text};
    CHECK(plan_jobs({"a.pdf"}, request)[0].destinations[0].format == Format::text);
}

TEST_CASE("no two outputs in one folder have the same name") {
    const auto jobs = plan_jobs({"x/a.pdf", "y/a.pdf", "a-2.pdf", "a.png", "b", ".."},
                                into_folder("out", {Format::json, Format::csv}));
    std::set<fs::path> files;
    for (const Job& job : jobs) {
        CHECK(job.destinations.size() == 2);
        for (const Destination& destination : job.destinations) files.insert(*destination.file);
    }
    CHECK(files.size() == 12);
    CHECK(files.count("out/a.json"));
    CHECK(files.count("out/a-2.json"));
    CHECK(files.count("out/b.csv"));
}

TEST_CASE("pages of one report make one job") {
    OutputRequest request;
    request.grouping = Grouping::one_report_of_all;
    const auto jobs = plan_jobs({"1.png", "2.png", "3.png"}, request);
    REQUIRE(jobs.size() == 1);
    CHECK(jobs[0].inputs.size() == 3);
    CHECK(jobs[0].name == "1.png");
}

TEST_CASE("impossible requests are refused before anything happens") {
    CHECK_THROWS_AS(plan_jobs({"a.pdf", "b.pdf"}, into_file("x.json")), UsageError);
    OutputRequest csv;
    csv.formats = {Format::csv};
    CHECK_THROWS_AS(plan_jobs({"a.pdf", "b.pdf"}, csv), UsageError);
    OutputRequest two;
    two.formats = {Format::json, Format::csv};
    CHECK_THROWS_AS(plan_jobs({"a.pdf"}, two), UsageError);
    CHECK_NOTHROW(plan_jobs({"a.pdf", "b.pdf"}, {}));
}

TEST_CASE("an input is never overwritten") {
    const TemporaryFolder folder;
    nianbao::testing::write_file(folder / "a.txt", "report");
    CHECK_THROWS_AS(plan_jobs({folder / "a.txt"}, into_folder(folder.path(), {Format::text})), UsageError);
    CHECK_THROWS_AS(plan_jobs({folder / "a.txt"}, into_file(folder / "./a.txt")), UsageError);
    CHECK_NOTHROW(plan_jobs({folder / "a.txt"}, into_folder(folder.path(), {Format::json})));
}

TEST_CASE("formats by name") {
    CHECK(parse_formats("json,html,json")->size() == 2);
    CHECK_FALSE(parse_formats("xml"));
    CHECK_FALSE(parse_formats("json,"));
    CHECK_FALSE(parse_formats(""));
}
