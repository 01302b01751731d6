// SPDX-License-Identifier: GPL-3.0-or-later
// Places where nothing, or hardly anything, was read: blanks, dashes and lost numbers.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/parse_report.h"
#include "tests/parser/faithful.h"
#include "tests/parser/spoiled_tables.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

/// Every so many cells are in pieces, and the readers see different ones.
Read coming_apart(int every) {
    return [every, cell = 0](const std::string& printed) mutable {
        std::vector<Reading> readings;
        if (printed.empty()) return readings;
        const bool pieces = ++cell % every == 0;
        readings.push_back({Witness::glyphs, printed, pieces ? 0.9 : 0.999, {}});
        readings.push_back({Witness::tesseract, pieces ? "人" : printed, pieces ? 0.5 : 0.995, {}});
        return readings;
    };
}

/// Both readers see the same, one of them so pale that it hardly knows it.
std::vector<Reading> fading(const std::string& printed) {
    if (printed.empty()) return {};
    return {{Witness::glyphs, printed, 0.99, {}}, {Witness::tesseract, printed, 0.3, {}}};
}

const std::string row = "applications.not_processed.repeated.";

}  // namespace

TEST_CASE("places without ink are blanks where the table is in the habit, else for review") {
    Random random(46);
    Report report = make_report(random, FormYear::y2021, 60);
    const Record printed_zeros = parse_report(make_document(report, faithful(0.995)));
    Document document = make_document(report, faithful(0.995));
    TableCell& lone = cell_at(document, printed_zeros, row + "research");
    lone.readings.clear();
    lone.text.clear();
    lone.confidence = 0.98;  // something faint may have been there
    const Record one_blank = parse_report(document);
    CHECK_FALSE(one_blank.find(row + "research")->value);
    CHECK(one_blank.find(row + "research")->needs_review);
    lone.confidence = 1;  // plain paper, and the sums hold; but a 0 that faded away changes no sum
    CHECK(parse_report(document).find(row + "research")->needs_review);
    for (auto& [id, printed] : report.printed) {
        if (printed == "0") printed.clear();
    }
    const Record all_blank = parse_report(make_document(report, faithful(0.995)));
    int marked = 0;
    for (const RecordCell& cell : all_blank.cells) {
        if (cell.id.starts_with("applications.")) marked += cell.needs_review ? 1 : 0;
    }
    CHECK(marked == 0);
}

namespace {

/// A report that leaves every second of its zeros blank: a blank is no surprise there.
Report half_blank(Random& random) {
    Report report = make_report(random, FormYear::y2021, 4);
    int zeros = 0;
    for (auto& [id, printed] : report.printed) {
        if (printed == "0" && id != row + "research" && ++zeros % 2 == 0) printed.clear();
    }
    return report;
}

}  // namespace

TEST_CASE("a lone blank among zeros is for review, however well the others are read") {
    Random random(48);
    const Report report = make_report(random, FormYear::y2021, 60);
    const std::string lost = row + "research";
    Document document = make_document(report, GENERATE(false, true) ? coming_apart(5) : faithful(0.995));
    TableCell& gone = cell_at(document, parse_report(document), lost);
    gone.readings.clear();
    gone.text.clear();
    gone.confidence = 1;  // plain paper
    CHECK(parse_report(document).find(lost)->needs_review);
}

TEST_CASE(
    "in a table of blanks and zeros, what looks blank is for review where its print fades, though its sums hold") {
    Random random(48);
    const Report report = half_blank(random);
    const std::string lost = row + "research";
    REQUIRE(report.printed.at(lost) == "0");
    const bool fades = GENERATE(false, true);
    Document document = make_document(report, fades ? Read(fading) : faithful(0.995));
    TableCell& gone = cell_at(document, parse_report(document), lost);
    gone.readings.clear();
    gone.text.clear();
    gone.confidence = 1;
    CHECK(parse_report(document).find(lost)->needs_review == fades);
}

TEST_CASE("a row of nothing among zeros is for review though nothing adds up to nothing") {
    Random random(48);
    const Report report = make_report(random, FormYear::y2021, 60);
    Document document = make_document(report, faithful(0.995));
    const Record whole = parse_report(document);
    const char* columns[] = {"natural_person", "business", "research", "nonprofit", "legal_service", "other", "total"};
    for (const char* column : columns) {
        TableCell& gone = cell_at(document, whole, row + column);
        gone.readings.clear();
        gone.text.clear();
        gone.confidence = 1;
        // Its columns' sums say nothing either.
        TableCell& sum = cell_at(document, whole, std::string("applications.total_processed.") + column);
        sum.readings = {{Witness::glyphs, "人", 0.3, {}}, {Witness::tesseract, "人", 0.3, {}}};
        sum.text = "人";
    }
    const Record record = parse_report(document);
    for (const char* column : columns) {
        INFO(column);
        CHECK(record.find(row + column)->needs_review);
    }
}

TEST_CASE("a dash among numbers that come apart is for review, and among sure ones it is not") {
    Random random(48);
    const Report report = make_report(random, FormYear::y2021, 60);
    const bool worn = GENERATE(false, true);
    Document document = make_document(report, worn ? coming_apart(2) : faithful(0.995));
    const Record whole = parse_report(document);
    // In the second table, where no sum would miss it.
    const std::string lost = "disclosure.licensing.decisions";
    TableCell& left = cell_at(document, whole, lost);
    left.readings = {{Witness::glyphs, "-", 0.999, {}}, {Witness::tesseract, "-", 0.999, {}}};
    left.text = "-";
    const Record record = parse_report(document);
    const RecordCell* found = record.find(lost);
    REQUIRE(found != nullptr);
    INFO(found->reason);
    CHECK(found->needs_review == worn);
}

TEST_CASE("where hardly a number is sure, blanks are for review though blanks are many and their sums hold") {
    Random random(48);
    Report report = make_report(random, FormYear::y2021, 60);
    const bool ruined = GENERATE(false, true);
    for (auto& [id, printed] : report.printed) {
        if (!id.starts_with("disclosure.") && !id.starts_with("applications.")) printed = "";
    }
    report.printed["litigation_direct.upheld"] = report.printed["litigation_direct.total"] = "4";
    report.printed["litigation_after_review.upheld"] = report.printed["litigation_after_review.total"] = "8";
    Document document = make_document(report, ruined ? coming_apart(1) : faithful(0.995));
    for (TableCell& cell : table_of(document, disputes).cells) {
        if (cell.text.empty()) cell.confidence = 1;  // plain paper
    }
    const Record record = parse_report(document);
    for (const char* blank : {"review.upheld", "review.other", "review.total"}) {
        REQUIRE(record.find(blank) != nullptr);
        CHECK(record.find(blank)->needs_review == ruined);
    }
}

TEST_CASE("rows that a table of blanks lacks do not make its blanks doubtful") {
    Random random(48);
    Report report = make_report(random, FormYear::y2021, 0);
    for (auto& [id, printed] : report.printed) {
        if (id.starts_with("applications.")) printed = "";
    }
    for (const char* line : {"new_received", "granted", "total_processed"}) {
        const std::string id = std::string("applications.") + line + ".";
        report.printed[id + "natural_person"] = report.printed[id + "total"] = "3";
    }
    Document document = make_document(report, faithful(0.999));
    Table& table = table_of(document, applications);
    for (TableCell& cell : table.cells) {
        if (cell.text.empty()) cell.confidence = 1;  // plain paper
    }
    for (const char* label : {"1.信访举报投诉类申请", "2.重复申请"}) remove_row(table, row_of(table, label));
    const Record record = parse_report(document);
    REQUIRE(record.find("applications.not_processed.repeated.total")->needs_review);
    CHECK_FALSE(record.find("applications.carried_over.total")->needs_review);
    CHECK_FALSE(record.find("applications.new_received.research")->needs_review);
}

TEST_CASE("a dash that got lost among dashes is no lost number") {
    Random random(33);
    Report report = make_report(random, FormYear::y2021, 60);
    std::string lost;
    for (auto& [id, printed] : report.printed) {
        if (printed != "0" || !id.starts_with("applications.")) continue;
        printed = "—";
        lost = id;
    }
    const auto read = [](const std::string& printed) {
        // Two ways to print the same: neither reader is sure which.
        Reading glyphs{Witness::glyphs, printed, printed == "—" ? 0.7 : 0.999, {}};
        Reading tesseract{Witness::tesseract, printed == "—" ? "-" : printed, printed == "—" ? 0.6 : 0.995, {}};
        if (printed == "—") glyphs.alternatives = {{"-", 0.299}};
        if (printed == "—") tesseract.alternatives = {{"_", 0.2}, {"~", 0.19}};
        return std::vector{glyphs, tesseract};
    };
    Document document = make_document(report, read);
    const Record whole = parse_report(document);
    CHECK(std::ranges::none_of(whole.cells, [](const RecordCell& cell) { return cell.needs_review; }));
    TableCell& gone = cell_at(document, whole, lost);
    gone.text.clear();
    gone.readings.clear();
    gone.confidence = 0.9;  // something faint is there
    const Record record = parse_report(document);
    const RecordCell* cell = record.find(lost);
    REQUIRE(cell != nullptr);
    CHECK(cell->printed.empty());
    CHECK_FALSE(cell->value);
    CHECK_FALSE(cell->needs_review);
    CHECK(cell->confidence < 0.99);  // of what stands there, not of its value
}

TEST_CASE("ink that no reader could read is no blank") {
    Random random(47);
    const Report report = busy_report(random);
    Document document = make_document(report, faithful(0.99));
    const Record clean = parse_report(document);
    misread(cell_at(document, clean, row + "research"), "");
    const Record record = parse_report(document);
    CHECK(record.find(row + "research")->needs_review);
    CHECK_FALSE(record.find(row + "research")->value);
}

TEST_CASE("of a table of which one number and traces of others are left, no blank is sure, unless a seal hides them") {
    Random random(48);
    Report report = make_report(random, FormYear::y2021, 60);
    for (auto& [id, printed] : report.printed) {
        if (!id.starts_with("disclosure.") && !id.starts_with("applications.")) printed = "";
    }
    report.printed["review.upheld"] = "0";
    Document document = make_document(report, faithful(0.999));
    const bool sealed = GENERATE(false, true);
    int traces = 3;
    for (TableCell& cell : table_of(document, disputes).cells) {
        if (!cell.text.empty()) continue;
        const bool trace = traces-- > 0;
        cell.confidence = trace ? 0.75 : 1;
        cell.under_seal = trace && sealed;
    }
    const Record record = parse_report(document);
    CHECK(record.find("litigation_after_review.total")->needs_review != sealed);
    CHECK(record.find("litigation_direct.pending")->needs_review != sealed);
}
