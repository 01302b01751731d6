// SPDX-License-Identifier: GPL-3.0-or-later
// Logs, metrics, the progress line, the recipe.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "pipeline/batch/event_log.h"
#include "pipeline/batch/json_lines.h"
#include "pipeline/batch/metrics.h"
#include "pipeline/batch/progress_line.h"
#include "pipeline/batch/recipe_fingerprint.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::batch;
using namespace nianbao::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<json> lines_of(const fs::path& file) {
    std::istringstream in(content_of(file));
    std::vector<json> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
}

}  // namespace

TEST_CASE("the log has a JSON object a line for everything that happens") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.add("good.txt", 1);
    desk.add("gbk \xc4\xea.txt", 2);
    desk.plan.make = [](const DocumentRequest& request) {
        return request.files.front().stem() == "good" ? really(request)
                                                      : ended(request, Ending::crash, "bad \xff byte");
    };
    desk.run();
    const auto lines = lines_of(desk.store / "logs/nianbao.jsonl");
    REQUIRE(lines.size() == 4);
    CHECK(lines[0]["event"] == "planned");
    CHECK(lines[0]["to_do"] == 2);
    CHECK(lines[3]["event"] == "ended");
    CHECK(lines[3]["how"] == "complete");
    for (const json& line : lines) {
        CHECK(line["run"] == 1);
        CHECK(std::regex_match(line["time"].get<std::string>(),
                               std::regex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")));
    }
    const json& failed = lines[1]["outcome"] == "crash" ? lines[1] : lines[2];
    CHECK(failed["level"] == "error");
    CHECK(failed["stage"] == "read");
    CHECK(failed["file"].get<std::string>().find("gbk \\xc4\\xea.txt") != std::string::npos);
}

TEST_CASE("the confidence log has a line for each cell, with all that the readers saw") {
    parser::RecordCell cell;
    cell.id = "review.total";
    cell.printed = "17";
    cell.confidence = 0.99999;
    cell.page = 3;
    cell.box = Rect{1.234, 2, 3, 4};
    cell.readings = {{Witness::glyphs, "17", 0.815, {{"13", 0.01}}}, {Witness::tesseract, "", 0, {}}};
    cell.prior = 0.8;
    cell.evidence = {Witness::glyphs, Witness::arithmetic};
    const json line = json::parse(confidence_line({"2026-01-01T00:00:00Z", "abc", "/in/a.pdf"}, cell));
    CHECK(line["document"] == "abc");
    CHECK(line["cell"] == "review.total");
    CHECK(line["page"] == 3);
    CHECK(line["box"] == json::parse("[1.23, 2, 3, 4]"));
    CHECK(line["printed"] == "17");
    CHECK(line["confidence"] == 0.9999);  // never rounded up to certainty
    CHECK(line["readers"]["glyphs"] == json::parse(R"([["17", 0.815], ["13", 0.01]])"));
    CHECK(line["readers"]["tesseract"].empty());
    CHECK(line["prior"] == 0.8);
    CHECK(line["evidence"] == json::parse(R"(["glyphs", "arithmetic"])"));
    CHECK(line["verdict"] == "proven");

    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.settings.no_confidence_log = Switch::off;
    desk.add("a.txt", 1);
    desk.run();
    CHECK(static_cast<std::int64_t>(lines_of(desk.store / "logs/confidence.jsonl").size()) ==
          desk.number("SELECT count(*) FROM cells"));

    // A document that is no such report has its tables' cells there.
    write_file(desk.inbox / "ledger.txt", "账簿\n科目\t金额\n办公\t17\n");
    fs::remove(desk.inbox / "a.txt");
    fs::remove_all(desk.store);
    desk.run();
    const auto lines = lines_of(desk.store / "logs/confidence.jsonl");
    REQUIRE(lines.size() == 4);
    CHECK(lines[3]["cell"] == "table1.row2.column2");
    CHECK(lines[3]["printed"] == "17");
    CHECK_FALSE(lines[3].contains("verdict"));
}

TEST_CASE("logs turn over by size, and only so many are kept") {
    const TemporaryFolder folder;
    {
        JsonLines lines(folder / "x.jsonl", 1000, 3, [](const std::string& why) { FAIL(why); });
        for (int i = 0; i < 200; ++i) lines.append("{\"n\":" + std::to_string(i) + std::string(50, ' ') + "}");
    }
    CHECK(folder.entries() == 3);
    for (const char* name : {"x.jsonl", "x.1.jsonl", "x.2.jsonl"}) {
        CHECK(fs::file_size(folder / name) <= 1000);
        lines_of(folder / name);
    }
    CHECK(lines_of(folder / "x.jsonl").back()["n"] == 199);
}

TEST_CASE("a log that cannot be written is said once and ends nothing") {
    int told = 0;
    JsonLines lines("/dev/full", 1000, 2, [&](const std::string&) { ++told; });
    for (int i = 0; i < 5; ++i) {
        lines.append("{}");
        lines.flush();
    }
    JsonLines nowhere("/proc/no/such/folder/x.jsonl", 1000, 2, [&](const std::string&) { ++told; });
    nowhere.append("{}");
    CHECK(told == 2);
}

TEST_CASE("metrics are in the text exposition format, whole, and say whether a run is at work") {
    const TemporaryFolder folder;
    Desk desk(folder.path());
    desk.settings.metrics = folder / "nianbao.prom";
    desk.add("a.txt", 1);
    desk.add("b.txt", 1);
    std::string during;
    desk.plan.make = [&](const DocumentRequest& request) {
        during = content_of(folder / "nianbao.prom");
        return really(request);
    };
    desk.run();
    CHECK(during.find("\nnianbao_run_active 1\n") != std::string::npos);
    const std::string after = content_of(folder / "nianbao.prom");
    CHECK(after.find("\nnianbao_run_active 0\n") != std::string::npos);
    CHECK(after.find("nianbao_store_files{outcome=\"for_review\"} 1\n") != std::string::npos);
    CHECK(after.find("nianbao_store_files{outcome=\"duplicate\"} 1\n") != std::string::npos);
    CHECK(after.find("nianbao_last_complete_run_time_seconds 0\n") == std::string::npos);
    const std::regex form("(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\\{outcome=\"[a-z_]+\"\\})? [0-9.e+]+)");
    std::istringstream lines(after);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(std::regex_match(line, form));
    }
    CHECK_FALSE(fs::exists(folder / ".nianbao.prom.tmp"));
}

TEST_CASE("the progress line says how far it is") {
    Tally tally;
    tally.to_do = 40;
    tally.outcomes = {{store::Outcome::converted, 8}, {store::Outcome::for_review, 3}, {store::Outcome::timeout, 1}};
    tally.pages = 84;
    tally.seconds = 20;
    CHECK(progress_text(tally) == "12 of 40 done · 1 failed · 3 for review · 4.2 pages/s · 47 s left");
    tally.paused = true;
    CHECK(progress_text(tally) == "12 of 40 done · 1 failed · 3 for review · 4.2 pages/s · paused");
    CHECK(progress_text(Tally{}) == "0 of 0 done · 0 failed · 0 for review");
}

TEST_CASE("the recipe is what decides what a record says, and nothing else") {
    Settings settings;
    const std::string fingerprint = recipe_of(settings).fingerprint;
    CHECK(fingerprint.size() == 64);
    settings.jobs = 7;
    settings.deadline_per_page = std::chrono::milliseconds(5);
    settings.password = "secret";
    settings.keep_text = Switch::off;
    CHECK(recipe_of(settings).fingerprint == fingerprint);
    settings.dpi = 200;
    CHECK(recipe_of(settings).fingerprint != fingerprint);
    settings.dpi = 300;
    settings.language = "chi_sim+eng";
    CHECK(recipe_of(settings).fingerprint != fingerprint);
    const json description = json::parse(recipe_of(settings).description);
    CHECK(description["models"].contains("ocr/models/glyphs.net"));
    CHECK(description["models"].contains("chi_sim.traineddata"));
    CHECK(description["libraries"].get<std::string>().find("poppler ") == 0);
}
