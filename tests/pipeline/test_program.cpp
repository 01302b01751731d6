// SPDX-License-Identifier: GPL-3.0-or-later
// The program as scripts see it: exit codes, one line for each input that cannot be converted, nothing half written.
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/pipeline/bad_inputs.h"
#include "tests/pipeline/run_program.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A folder with one good report, and the program run in it.
struct Desk {
    Desk() { write_file(folder / "good.txt", small_report); }
    ProgramRun run(const std::vector<std::string>& arguments, const Environment& environment = {}) const {
        return run_program(arguments, folder.path(), environment);
    }
    /// The bad input gives one line and exit 3, and the good one beside it is converted all the same.
    void refuses(const std::string& bad, const std::string& words, const Environment& environment = {}) const {
        const ProgramRun ran = run({"convert", "-q", bad, "good.txt", "--output-dir", "out"}, environment);
        INFO(bad << ": " << ran.error);
        CHECK(ran.exit_code == 3);
        CHECK(line_count(ran.error) == 1);
        CHECK(ran.error.rfind(bad + ": ", 0) == 0);
        CHECK(has(ran.error, words));
        CHECK(ran.out.empty());
        CHECK(fs::exists(folder / "out/good.json"));
        CHECK(std::distance(fs::directory_iterator(folder / "out"), {}) == 1);
        fs::remove_all(folder / "out");
    }
    TemporaryFolder folder;
};

}  // namespace

TEST_CASE("help, version and wrong usage") {
    const Desk desk;
    CHECK(desk.run({"--version"}).out == "nianbao 0.1.0\n");
    CHECK(desk.run({"--help"}).exit_code == 0);
    const ProgramRun help = desk.run({"convert", "--help"});
    CHECK(help.exit_code == 0);
    CHECK(has(help.out, "Examples:"));
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"frobnicate"},
        {"convert"},
        {"convert", "good.txt", "--no-such-option"},
        {"convert", "good.txt", "--format", "xml"},
        {"convert", "good.txt", "--pages", "5-3"},
        {"convert", "good.txt", "--dpi", "5"},
        {"convert", "good.txt", "--dpi", "many"},
        {"convert", "good.txt", "--language", "../../etc"},
        {"convert", "good.txt", "-o", "x.json", "--output-dir", "out"},
        {"convert", "good.txt", "good.txt", "-o", "x.json"},
        {"convert", "good.txt", "good.txt", "--format", "csv"},
        {"convert", "good.txt", "-o", "good.txt"},
    };
    for (const auto& arguments : wrong) {
        const ProgramRun ran = desk.run(arguments);
        INFO(::Catch::Detail::stringify(arguments) << ran.error);
        CHECK(ran.exit_code == 2);
        CHECK_FALSE(ran.error.empty());
        CHECK(ran.out.empty());
    }
    CHECK(content_of(desk.folder / "good.txt") == small_report);
    CHECK(desk.folder.entries() == 1);
}

TEST_CASE("one report goes to standard output, several as a line each") {
    const Desk desk;
    const ProgramRun one = desk.run({"convert", "good.txt"});
    CHECK(one.exit_code == 0);
    const auto record = nlohmann::json::parse(one.out);
    CHECK(record["schema"] == "nianbao.report/1");
    CHECK(record["cells"]["review.total"]["value"] == 3);
    CHECK(has(one.error, "good.txt: text; form"));
    CHECK(has(one.error, " for review"));

    const ProgramRun two = desk.run({"convert", "-q", "good.txt", "good.txt"});
    CHECK(two.exit_code == 0);
    CHECK(two.error.empty());
    REQUIRE(line_count(two.out) == 2);
    CHECK(nlohmann::json::parse(two.out.substr(0, two.out.find('\n'))) == record);
}

TEST_CASE("every format, and the text form reads back as the same record") {
    const Desk desk;
    CHECK(desk.run({"convert", "good.txt", "--format", "json,text,csv,html", "--output-dir", "out"}).exit_code == 0);
    CHECK(has(content_of(desk.folder / "out/good.html"), "</html>"));
    CHECK(has(content_of(desk.folder / "out/good.csv"), "review.pending"));
    CHECK(content_of(desk.folder / "out/good.csv").rfind("\xEF\xBB\xBF", 0) == 0);
    CHECK(fs::exists(desk.folder / "out/good.table1.csv"));
    const auto before = nlohmann::json::parse(content_of(desk.folder / "out/good.json"));
    const auto after = nlohmann::json::parse(desk.run({"convert", "out/good.txt"}).out);
    for (const char* part : {"title", "organization", "year", "form", "cells", "sections", "checks"}) {
        INFO(part);
        CHECK(before[part] == after[part]);
    }
}

TEST_CASE("inputs of one name in one folder do not overwrite one another") {
    const Desk desk;
    fs::create_directory(desk.folder / "a");
    write_file(desk.folder / "a/good.txt", small_report);
    CHECK(desk.run({"convert", "good.txt", "a/good.txt", "--output-dir", "out"}).exit_code == 0);
    CHECK(fs::exists(desk.folder / "out/good.json"));
    CHECK(fs::exists(desk.folder / "out/good-2.json"));
}

TEST_CASE("inputs that are not there or cannot be read") {
    const Desk desk;
    fs::create_directory(desk.folder / "folder");
    write_file(desk.folder / "empty.pdf", "");
    desk.refuses("missing.pdf", "no such file");
    desk.refuses("folder", "directory");
    desk.refuses("empty.pdf", "empty");
    REQUIRE(mkfifo((desk.folder / "pipe.pdf").c_str(), 0600) == 0);
    desk.refuses("pipe.pdf", "not a regular file");
    if (geteuid() == 0) {
        WARN("root may read every file: the unreadable one is not tried");
        return;
    }
    write_file(desk.folder / "secret.pdf", "%PDF-1.4");
    chmod((desk.folder / "secret.pdf").c_str(), 0);
    desk.refuses("secret.pdf", "permission");
}

TEST_CASE("files that are not what they seem") {
    const Desk desk;
    write_file(desk.folder / "noise.pdf", std::string("\x00\x01\xfe\xff\x80 no document", 17));
    desk.refuses("noise.pdf", "not a");
    write_file(desk.folder / "broken.pdf", "%PDF-1.7\nand then nothing of the kind\n");
    desk.refuses("broken.pdf", "open");
    write_file(desk.folder / "cut.png", png_header(100, 100));
    desk.refuses("cut.png", "");
    write_file(desk.folder / "unknown.txt", "\x81\x30\xff\xfe\x9b\xff");
    desk.refuses("unknown.txt", "");
    write_file(desk.folder / "line\nfeed.pdf", "");
    const ProgramRun ran = desk.run({"convert", "line\nfeed.pdf"});
    CHECK(ran.exit_code == 3);
    CHECK(line_count(ran.error) == 1);
}

TEST_CASE("pages of sizes and numbers that cannot be") {
    const Desk desk;
    const auto pdf = [&](const std::string& name, const std::string& content) {
        write_file(desk.folder / name, content);
    };
    pdf("none.pdf", empty_pages_pdf(0, 0, 595, 842));
    pdf("speck.pdf", empty_pages_pdf(1, 1, 1, 1));
    pdf("wall.pdf", empty_pages_pdf(1, 1, 14400, 14400));
    pdf("million.pdf", empty_pages_pdf(1, 1000000, 595, 842));
    for (const char* name : {"none.pdf", "speck.pdf", "wall.pdf", "million.pdf"}) desk.refuses(name, "page");
    write_file(desk.folder / "huge.png", png_header(50000, 50000));
    desk.refuses("huge.png", "50000");
}

TEST_CASE("outputs that cannot be written") {
    const Desk desk;
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& words) {
        const ProgramRun ran = desk.run(arguments);
        INFO(ran.error);
        CHECK(ran.exit_code == 3);
        CHECK(line_count(ran.error) == 1);
        CHECK(has(ran.error, words));
    };
    refused({"convert", "-q", "good.txt", "-o", "nowhere/x.json"}, "nowhere/x.json");
    refused({"convert", "-q", "good.txt", "-o", "/dev/full"}, "no room left");
    refused({"convert", "-q", "good.txt", "-o", "/proc/x.json"}, "cannot write");
    refused({"convert", "-q", "good.txt", "--output-dir", "good.txt/out"}, "good.txt/out");
    CHECK(desk.folder.entries() == 1);
}

TEST_CASE("what is not installed is named") {
    const Desk desk;
    write_file(desk.folder / "page.pdf", empty_pages_pdf(1, 1, 595, 842));
    write_file(desk.folder / "fonts.conf", "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    fs::create_directory(desk.folder / "nothing");
    desk.refuses("page.pdf", "tesseract-ocr-chi-sim", {{"TESSDATA_PREFIX", (desk.folder / "nothing").string()}});
    desk.refuses("page.pdf", "fonts-noto-cjk", {{"FONTCONFIG_FILE", (desk.folder / "fonts.conf").string()}});
    CHECK(desk.run({"doctor"}).exit_code == 0);
    const ProgramRun sick = desk.run({"doctor"}, {{"TESSDATA_PREFIX", (desk.folder / "nothing").string()}});
    CHECK(sick.exit_code == 1);
    CHECK(has(sick.out, "apt-get install tesseract-ocr-chi-sim"));
}

TEST_CASE("strict tells by its exit code that something needs review") {
    const Desk desk;
    std::string report = small_report;
    report.replace(report.find("1\t0\t0\t2\t3\t0"), 11, "1\t0\t0\t2\tx8\t0");
    write_file(desk.folder / "doubtful.txt", report);
    CHECK(desk.run({"convert", "doubtful.txt"}).exit_code == 0);
    CHECK(desk.run({"convert", "--strict", "doubtful.txt"}).exit_code == 4);
    CHECK(desk.run({"convert", "--strict", "doubtful.txt", "missing.pdf"}).exit_code == 3);
}
