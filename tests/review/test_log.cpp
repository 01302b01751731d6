// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the confidence log and a report without a browser.
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "pipeline/batch/event_log.h"
#include "review/log/log_text.h"
#include "review/log/report_text.h"
#include "tests/review/seeded_store.h"
#include "tests/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::review;
using namespace nianbao::testing;

namespace {

struct LogFolder {
    LogFolder() { std::filesystem::create_directories(folder / "logs"); }
    std::filesystem::path file(const std::string& name = "confidence.jsonl") const { return folder / "logs" / name; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(file(name), std::ios::binary | std::ios::app) << text;
    }
    std::vector<LogLine> read(const LogFilter& filter = {}) const {
        std::vector<LogLine> lines;
        for_each_line(log_files(folder.path()), filter, [&](LogLine line) { lines.push_back(std::move(line)); });
        return lines;
    }
    TemporaryFolder folder;
};

std::string line_of(const std::string& file, const std::string& cell, int page, double confidence, bool review) {
    parser::RecordCell made;
    made.id = cell;
    made.printed = "12";
    made.page = page;
    made.confidence = confidence;
    made.needs_review = review;
    if (review) made.reason = "the readings do not agree";
    made.readings = {{Witness::glyphs, "12", 0.9, {}}, {Witness::tesseract, "17", 0.4, {{"12", 0.3}}}};
    return batch::confidence_line({"2026-11-27T01:02:03Z", "abcdef0123", file}, made) + "\n";
}

}  // namespace

TEST_CASE("lines are read over all files, the oldest first; what is no line is passed over") {
    const LogFolder log;
    log.write("confidence.2.jsonl", line_of("a.pdf", "applications.granted.total", 1, 0.5, true));
    log.write("confidence.1.jsonl", line_of("b.pdf", "disclosure.rules.issued", 2, 0.99, false));
    log.write("confidence.jsonl",
              "rubbish\n{}\n[1,2]\n{\"cell\": 7}\n{\"cell\":\"x\",\"readers\":{\"glyphs\":[[1]]}}\n");
    log.write("confidence.jsonl", line_of("c.pdf", "review.total", 3, 0.2, true) + "{\"time\":\"cut off");
    const auto lines = log.read();
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].file == "a.pdf");
    CHECK(lines[1].file == "b.pdf");
    CHECK(lines[2].cell == "x");
    CHECK(lines[3].readers.size() == 2);
    CHECK(lines[3].readers[1].text == "17");
    CHECK(kind_of_cell(lines[3].cell) == "disputes");
}

TEST_CASE("filters narrow, orders sort") {
    const LogFolder log;
    log.write("confidence.jsonl", line_of("dir/a.pdf", "applications.granted.total", 1, 0.5, true) +
                                      line_of("dir/b.pdf", "disclosure.rules.issued", 2, 0.99, false) +
                                      line_of("dir/c.pdf", "table1.row2.column3", 2, 0.2, true));
    const auto count = [&](auto set) {
        LogFilter filter;
        set(filter);
        return log.read(filter).size();
    };
    CHECK(count([](LogFilter& f) { f.document = "b.pdf"; }) == 1);
    CHECK(count([](LogFilter& f) { f.document = "abcdef"; }) == 3);
    CHECK(count([](LogFilter& f) { f.document = "nowhere"; }) == 0);
    CHECK(count([](LogFilter& f) { f.page = 2; }) == 2);
    CHECK(count([](LogFilter& f) { f.kind = "table"; }) == 1);
    CHECK(count([](LogFilter& f) { f.below = 0.5; }) == 1);
    CHECK(count([](LogFilter& f) { f.verdict = "review"; }) == 2);
    CHECK(count([](LogFilter& f) { f.cell = "*.total"; }) == 1);
    auto lines = log.read();
    sort_lines(lines, LogOrder::confidence);
    CHECK(lines.front().confidence == 0.2);
    sort_lines(lines, LogOrder::page);
    CHECK(lines.front().file == "dir/a.pdf");
}

TEST_CASE("following gives new whole lines, also when the file is put aside and a new one begins") {
    const LogFolder log;
    log.write("confidence.jsonl", line_of("before.pdf", "review.total", 1, 0.5, true));
    std::vector<std::string> seen;
    int step = 0;
    const std::string cut = line_of("cut.pdf", "review.total", 1, 0.5, true);
    const auto go_on = [&] {
        switch (step++) {
            case 0:
                log.write("confidence.jsonl", line_of("new.pdf", "review.total", 1, 0.5, true) + cut.substr(0, 20));
                return true;
            case 1:
                CHECK(seen == std::vector<std::string>{"new.pdf"});
                log.write("confidence.jsonl", cut.substr(20));
                std::filesystem::rename(log.file(), log.file("confidence.1.jsonl"));
                log.write("confidence.jsonl", line_of("next.pdf", "review.total", 1, 0.5, true));
                return true;
            default:
                return step < 4;
        }
    };
    follow(
        log.file(), {}, [&](const LogLine& line) { seen.push_back(line.file); }, go_on);
    CHECK(seen == std::vector<std::string>{"new.pdf", "cut.pdf", "next.pdf"});
}

TEST_CASE("a row is one line, whatever the report holds") {
    LogLine line = *parse_log_line(line_of("a.pdf", "review.total", 1, 0.5, true));
    line.printed = "1\n2\033[31m";
    for (const Colours colours : {Colours::on, Colours::off}) {
        const std::string row = log_row(line, colours);
        CHECK(std::ranges::count(row, '\n') == 1);
        CHECK(row.find("\033[31m") == std::string::npos);
    }
    CHECK(log_row(line, Colours::off).find('\033') == std::string::npos);
}

TEST_CASE("the histogram counts every cell once") {
    Histogram histogram;
    for (const double confidence : {0.0, 0.05, 0.5, 0.999, 0.9999, 1.0})
        histogram.add(*parse_log_line(line_of("a.pdf", "review.total", 1, confidence, confidence < 0.9)));
    const std::string text = histogram.text(Colours::off);
    CHECK(text.find("all                      6") != std::string::npos);
    CHECK(text.find("0 to 0.1                 2         0          0       2") != std::string::npos);
    CHECK(text.find("0.999 to 1               3") != std::string::npos);
}

TEST_CASE("a report in the terminal: doubtful cells and characters are marked, with colours or without") {
    const TemporaryFolder folder;
    SeedOptions options;
    options.documents = 1;
    options.readers = doubtful_readers();
    const parser::Record record = seed_store(folder / "store", options).front().record;
    const auto doubtful = std::ranges::find(record.cells, true, &parser::RecordCell::needs_review);
    REQUIRE(doubtful != record.cells.end());
    const std::string plain = report_text(record, {});
    CHECK(plain.find("?" + doubtful->printed + "?") != std::string::npos);
    CHECK(plain.find("全县?各?部门按时?公开?。") != std::string::npos);
    CHECK(plain.find('\033') == std::string::npos);
    const std::string coloured = report_text(record, {Colours::on, 100, ReportTextOptions::Parts::all});
    CHECK(coloured.find("\033[30;43m" + doubtful->printed + "\033[0m") != std::string::npos);
    const std::string few = report_text(record, {Colours::off, 100, ReportTextOptions::Parts::doubtful});
    CHECK(few.size() < plain.size());
    CHECK(few.find("全县") == std::string::npos);
}
