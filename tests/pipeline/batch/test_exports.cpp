// SPDX-License-Identifier: GPL-3.0-or-later
// Many reports in one file: complete, in a stable order, and never a formula.
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdio>
#include <sstream>

#include "ocr/sha256.h"
#include "parser/record_json.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/exports/workbook.h"
#include "pipeline/store/trouble.h"
#include "tests/pipeline/batch/fake_converter.h"
#include "tests/pipeline/store/faulty_disk.h"
#include "tests/temporary_folder.h"

using namespace nianbao::testing;
using namespace nianbao;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> formulas = {
    "=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "\t=1", "\r=1"};

/// A record in which everything that a report prints begins like a formula.
parser::Record poisoned(const DocumentRequest& request) {
    parser::Record record = *really(request).record;
    record.title = formulas[0];
    record.organization = formulas[4];
    record.form = "2021";
    record.cells.clear();
    std::size_t i = 0;
    for (const char* id :
         {"disclosure.rules.issued", "disclosure.rules.repealed", "disclosure.rules.in_force",
          "applications.new_received.total", "applications.carried_over.total", "review.upheld", "review.total"}) {
        parser::RecordCell cell;
        cell.id = id;
        cell.printed = formulas[i++ % formulas.size()];
        cell.confidence = 0.5;
        cell.needs_review = true;
        cell.reason = formulas[1];
        cell.alternatives = {{formulas[3], 0.1}};
        record.cells.push_back(cell);
    }
    parser::RecordCell fine;
    fine.id = "review.other";
    fine.printed = "13.7950";
    fine.value = parser::Decimal::parse("13.7950");
    record.cells.push_back(fine);
    parser::Check check;
    check.id = formulas[0];
    check.holds = false;
    check.cells = {"review.total", "review.other"};
    check.difference = parser::Decimal::parse("-3");
    record.checks = {check};
    return record;
}

struct Stocked {
    Stocked() : desk(folder.path()) {
        for (int i = 0; i < 3; ++i) desk.add(std::to_string(i) + ".txt", i);
        desk.add("=evil.txt", 7);
        desk.plan.make = [](const DocumentRequest& request) {
            DocumentResult result = really(request);
            if (request.files.front().filename() != "=evil.txt") return result;
            result.record = poisoned(request);
            result.record_json = parser::write_record_json(*result.record);
            return result;
        };
        desk.add("locked.txt", 8);
        desk.run();
        store.emplace(desk.store, store::Store::Purpose::read);
    }
    fs::path file(const std::string& name) const { return folder / name; }
    TemporaryFolder folder;
    Desk desk;
    std::optional<store::Store> store;
};

std::string output_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::string out;
    char piece[4096];
    while (const std::size_t count = fread(piece, 1, sizeof piece, pipe)) out.append(piece, count);
    CHECK(pclose(pipe) == 0);
    return out;
}

/// All parts of a workbook that match, unpacked.
std::string part_of(const fs::path& workbook, const std::string& part) {
    return output_of("unzip -p '" + workbook.string() + "' '" + part + "'");
}

std::vector<std::vector<std::string>> read_csv(const std::string& text) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
            rows.back().back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            rows.back().emplace_back();
        } else if (c == '\n' && !quoted) {
            rows.emplace_back(1);
        } else if (c != '\r' || quoted) {
            rows.back().back() += c;
        }
    }
    rows.pop_back();
    return rows;
}

}  // namespace

TEST_CASE("JSON Lines: one record a line, in the order of the names, the same every time") {
    Stocked stocked;
    exports::export_jsonl(*stocked.store, stocked.file("a.jsonl"));
    exports::export_jsonl(*stocked.store, stocked.file("b.jsonl"));
    const std::string text = content_of(stocked.file("a.jsonl"));
    CHECK(text == content_of(stocked.file("b.jsonl")));
    std::istringstream lines(text);
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        names.push_back(fs::path(parser::read_record_json(line).source.file).filename());
    }
    CHECK(names == std::vector<std::string>{"0.txt", "1.txt", "2.txt", "=evil.txt", "locked.txt"});
}

TEST_CASE("CSV: a row a cell, nothing that a spreadsheet would run") {
    Stocked stocked;
    exports::export_csv(*stocked.store, stocked.file("a.csv"));
    const auto rows = read_csv(content_of(stocked.file("a.csv")).substr(3));
    REQUIRE(rows.size() > 8);
    CHECK(rows[0].size() == 26);
    std::size_t evil = 0;
    for (const auto& row : rows) {
        REQUIRE(row.size() == 26);
        evil += row[2] == "'" + formulas[4] ? 1 : 0;
        for (const std::string& field : row) {
            if (field.empty() || field == "-" || parser::Decimal::parse(field)) continue;
            CHECK(std::string("=+-@\t\r").find(field.front()) == std::string::npos);
        }
    }
    CHECK(evil == 8);
    const auto fine = std::ranges::find_if(rows, [](const auto& row) { return row[5] == "review.other"; });
    bool exact = false;
    for (const auto& row : rows) exact = exact || (row[5] == "review.other" && row[9] == "13.7950");
    CHECK(fine != rows.end());
    CHECK(exact);
}

TEST_CASE("XLSX: texts stay texts, doubtful cells are coloured and have a comment, failed checks have a sheet") {
    Stocked stocked;
    const auto file = stocked.file("a.xlsx");
    exports::export_xlsx(*stocked.store, file);
    const std::string sheets = part_of(file, "xl/worksheets/sheet*.xml");
    CHECK(sheets.find("<f>") == std::string::npos);
    CHECK(sheets.find("<hyperlink") == std::string::npos);
    CHECK(sheets.find("=HYPERLINK") != std::string::npos);  // as a text
    CHECK(sheets.find("13.795") != std::string::npos);
    const std::string book = part_of(file, "xl/workbook.xml");
    for (const char* title : {"报告", "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
                              "政府信息公开行政复议、行政诉讼情况", "不成立的勾稽关系"}) {
        CHECK(book.find(title) != std::string::npos);
    }
    const std::string comments = part_of(file, "xl/comments*.xml");
    CHECK(comments.find("needs review: ") != std::string::npos);
    CHECK(comments.find("or else: @SUM(A1) (10.00 %)") != std::string::npos);
    CHECK(part_of(file, "xl/styles.xml").find("FFFFE699") != std::string::npos);
    CHECK(part_of(file, "xl/worksheets/sheet5.xml").find("review.total") != std::string::npos);
    exports::export_xlsx(*stocked.store, stocked.file("b.xlsx"));
    CHECK(sha256_of_file(file) == sha256_of_file(stocked.file("b.xlsx")));
}

TEST_CASE("a workbook takes any bytes and any length") {
    const TemporaryFolder folder;
    {
        exports::Workbook book(folder / "a.xlsx");
        const auto sheet = book.add_sheet(std::string(100, 's'));
        book.text(sheet, 0, 0, std::string("\x01\x02 <&> \xff\xfe \xef\xbf\xbf", 13));
        book.text(sheet, 1, 0, std::string(50'000, 'x'));
        book.close();
    }
    const std::string xml = part_of(folder / "a.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(xml.find(std::string(32'767, 'x') + "<") != std::string::npos);
    CHECK(xml.find('\x01') == std::string::npos);
}

TEST_CASE("SQLite: a copy in one file, that can be asked at once") {
    Stocked stocked;
    const auto file = stocked.file("a.sqlite");
    write_file(file, "something older");
    exports::export_sqlite(*stocked.store, file);
    CHECK_FALSE(fs::exists(file.string() + "-wal"));
    const store::Database copy(file, store::Database::Access::read_alone);
    CHECK(copy.number("SELECT count(*) FROM reports") == 5);
    CHECK(copy.number("SELECT count(*) FROM review WHERE file LIKE '%evil%'") == 7);
    CHECK(copy.number("SELECT count(*) FROM cells JOIN documents ON documents.id = document_id WHERE year = 2022") ==
          stocked.store->database().number("SELECT count(*) FROM cells"));
}

TEST_CASE("an export that the disk refuses leaves nothing, and what was there before stays") {
    Stocked stocked;
    stocked.store.emplace(stocked.desk.store, store::Store::Purpose::read, store::StoreOptions{&faulty_files(), ""});
    write_file(stocked.file("a.jsonl"), "older");
    write_file(stocked.file("a.xlsx"), "older");
    const int entries = stocked.folder.entries();
    for (long nth = 1; nth < 30; ++nth) {
        faults() = {Faults::Mode::once, nth, ENOSPC};
        try {
            exports::export_jsonl(*stocked.store, stocked.file("a.jsonl"));
        } catch (const store::Trouble& trouble) {
            CHECK(trouble.code() == "store.disk_full");
        }
        const bool failed = faults().failed > 0;
        faults() = {};
        CHECK(stocked.folder.entries() == entries);
        const std::string now = content_of(stocked.file("a.jsonl"));
        CHECK((now == "older" || std::ranges::count(now, '\n') == 5));
        if (!failed) break;
    }
    faults() = {Faults::Mode::from_then_on, 1, ENOSPC};
    CHECK_THROWS_AS(exports::export_xlsx(*stocked.store, stocked.file("a.xlsx")), store::Trouble);
    faults() = {};
    CHECK(content_of(stocked.file("a.xlsx")) == "older");
    CHECK(stocked.folder.entries() == entries);
}

TEST_CASE("an export of a damaged store is refused, not silently shorter") {
    Stocked stocked;
    for (const auto& found : stocked.store->objects().list()) {
        if (found.kind == store::ObjectKind::record) write_file(found.path, "{}");
    }
    CHECK_THROWS_AS(exports::export_csv(*stocked.store, stocked.file("a.csv")), store::Trouble);
    CHECK_FALSE(fs::exists(stocked.file("a.csv")));
}
