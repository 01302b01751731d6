// SPDX-License-Identifier: GPL-3.0-or-later
// Readers, sums and places together: what a cell says, and which a person must see.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/parse_report.h"
#include "parser/reader_agreement.h"
#include "tests/parser/spoiled_tables.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

// Readers that see what is there, but for what a test puts into their mouths.
Read faithful(double confidence, int readers = 2) {
    return [=](const std::string& printed) {
        std::vector<Reading> readings;
        if (printed.empty()) return readings;
        readings.push_back({Witness::tesseract, printed, confidence, {}});
        if (readers > 1) readings.push_back({Witness::glyphs, printed, confidence, {}});
        return readings;
    };
}

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

TableCell& cell_at(Document& document, const Record& record, const std::string& id) {
    const RecordCell* wanted = record.find(id);
    for (Block& block : document.blocks) {
        auto* table = std::get_if<Table>(&block);
        if (table == nullptr) continue;
        const bool third = id.starts_with("applications.");
        if (third != (table->columns == 10)) continue;
        for (TableCell& cell : table->cells) {
            if (cell.box == wanted->box && !cell.readings.empty()) return cell;
        }
    }
    throw std::logic_error("no such cell");
}

void misread(TableCell& cell, const std::string& text, std::vector<Alternative> alternatives = {}) {
    for (Reading& reading : cell.readings) {
        reading.text = text;
        reading.alternatives = alternatives;
    }
}

const std::string row = "applications.not_processed.repeated.";

Report busy_report(Random& random) {
    for (;;) {
        Report report = make_report(random, FormYear::y2021, 60);
        if (report.printed[row + "natural_person"].size() == 2 && report.printed[row + "business"] == "0")
            return report;
    }
}

}  // namespace

TEST_CASE("a number that both readers misread is found by its sums") {
    Random random(41);
    const Report report = busy_report(random);
    Document document = make_document(report, faithful(0.99));
    const Record clean = parse_report(document);
    CHECK(clean.review_count() == 0);
    misread(cell_at(document, clean, row + "natural_person"), "7");
    const Record record = parse_report(document);
    CHECK(record.find(row + "natural_person")->needs_review);
    CHECK(record.find(row + "natural_person")->value->text() == "7");  // no sum puts a number there that nobody read
    CHECK(record.review_count() <= 3);
}

TEST_CASE("the sums choose among what the readers offer") {
    Random random(42);
    const Report report = busy_report(random);
    Document document = make_document(report, faithful(0.99));
    const Record clean = parse_report(document);
    const std::string truth = report.printed.at(row + "natural_person");
    TableCell& cell = cell_at(document, clean, row + "natural_person");
    cell.readings[0] = {Witness::tesseract, "7", 0.7, {{truth, 0.25}}};
    cell.readings[1] = {Witness::glyphs, truth, 0.6, {{"7", 0.3}}};
    const Record record = parse_report(document);
    const RecordCell* mended = record.find(row + "natural_person");
    CHECK(mended->value->text() == truth);
    CHECK_FALSE(mended->needs_review);
    CHECK(std::ranges::find(mended->evidence, Witness::arithmetic) != mended->evidence.end());
    for (const Check& check : record.checks) CHECK(check.holds == true);
}

TEST_CASE("exchanged numbers keep the row's sum and are found by the columns") {
    Random random(43);
    const Report report = busy_report(random);
    for (const bool image : {true, false}) {
        Document document = image ? make_document(report, faithful(0.99)) : make_document(report);
        const Record clean = parse_report(document);
        TableCell& one = cell_at(document, clean, row + "natural_person");
        TableCell& other = cell_at(document, clean, row + "business");
        std::swap(one.readings, other.readings);
        std::swap(one.text, other.text);
        const Record record = parse_report(document);
        CHECK(record.find(row + "natural_person")->needs_review);
        CHECK(record.find(row + "business")->needs_review);
        CHECK(record.review_count() <= 6);
    }
}

TEST_CASE("one reader's same slip in a number and in its total is not proven by their sum") {
    Random random(44);
    Report report = make_report(random, FormYear::y2021, 1);
    for (auto& [id, printed] : report.printed) {
        if (id.starts_with("applications.")) printed = "0";
    }
    // One application, granted: the same 1 stands in six places, and a 7 in all six would keep every sum.
    for (const char* line : {"new_received", "granted", "total_processed"}) {
        for (const char* column : {"natural_person", "total"}) {
            report.printed[std::string("applications.") + line + "." + column] = "1";
        }
    }
    const auto doubtful = [](const std::string& printed) {
        std::vector<Reading> readings{
            {Witness::tesseract, printed == "1" ? "7" : printed, printed == "1" ? 0.93 : 0.995, {}}};
        return readings;
    };
    const Record record = parse_report(make_document(report, doubtful));
    for (const Check& check : record.checks) CHECK(check.holds == true);
    for (const char* line : {"new_received", "granted", "total_processed"}) {
        CHECK(record.find(std::string("applications.") + line + ".natural_person")->needs_review);
        CHECK(record.find(std::string("applications.") + line + ".total")->needs_review);
    }
}

TEST_CASE("a digit that the readers dispute in one place is doubted wherever its sums need it") {
    Random random(46);
    Report report = make_report(random, FormYear::y2021, 1);
    for (auto& [id, printed] : report.printed) {
        if (id.starts_with("applications.")) printed = "0";
    }
    // 40 and 7 make 47; with each 4 read as a 1 they make 17.
    for (const char* line : {"new_received", "granted", "total_processed"}) {
        const std::string id = std::string("applications.") + line + ".";
        report.printed[id + "natural_person"] = "40";
        report.printed[id + "other"] = "7";
        report.printed[id + "total"] = "47";
    }
    int seen = 0;
    const auto worn = [&](const std::string& printed) {
        std::string misread = printed;
        if (printed == "40" || printed == "47") misread[0] = '1';
        // The one reader saw it right once.
        const bool dispute = printed == "40" && ++seen == 1;
        return std::vector<Reading>{{Witness::glyphs, dispute ? printed : misread, dispute ? 0.88 : 0.99, {}},
                                    {Witness::tesseract, misread, 0.995, {}}};
    };
    const Record record = parse_report(make_document(report, worn));
    for (const char* line : {"new_received", "granted", "total_processed"}) {
        const std::string id = std::string("applications.") + line + ".";
        CHECK(record.find(id + "natural_person")->needs_review);
        CHECK(record.find(id + "total")->needs_review);
        CHECK_FALSE(record.find(id + "business")->needs_review);
    }
}

TEST_CASE("a report's own wrong sum stays as printed, and only what it could blame is for review") {
    Random random(45);
    Report report = busy_report(random);
    report.printed[row + "total"] += "1";
    for (const bool image : {true, false}) {
        const Record record = parse_report(image ? make_document(report, faithful(0.995)) : make_document(report));
        CHECK(record.find(row + "total")->value->text() == report.printed[row + "total"]);
        CHECK(record.find(row + "total")->needs_review);
        CHECK(record.review_count() == 1);
        int failing = 0;
        for (const Check& check : record.checks) failing += check.holds == false ? 1 : 0;
        CHECK(failing == 2);
    }
    report = busy_report(random);
    report.printed["review.total"] = "55";
    CHECK(parse_report(make_document(report)).review_count() == 5);
}

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
    lone.confidence = 1;  // plain paper, and the sums hold
    CHECK_FALSE(parse_report(document).find(row + "research")->needs_review);
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

TEST_CASE("a speck read as a mark beside a number leaves the number, less sure") {
    Random random(49);
    const Report report = make_report(random, FormYear::y2021, 60);
    const std::string& printed = report.printed.at(row + "research");
    Document document = make_document(report, faithful(0.995));
    TableCell& specked = cell_at(document, parse_report(document), row + "research");
    for (Reading& reading : specked.readings) reading.text += "。";
    specked.text += "。";
    const Record record = parse_report(document);
    const RecordCell* cell = record.find(row + "research");
    REQUIRE(cell->value);
    CHECK(cell->printed == printed);
    CHECK(record.find(row + "research")->prior < 0.99);
}

TEST_CASE("in a table whose numbers come apart, what looks blank among zeros is for review") {
    Random random(48);
    const Report report = make_report(random, FormYear::y2021, 60);
    const std::string lost = row + "research";
    const bool worn = GENERATE(false, true);
    Document document = make_document(report, worn ? coming_apart(5) : faithful(0.995));
    const Record whole = parse_report(document);
    TableCell& gone = cell_at(document, whole, lost);
    gone.readings.clear();
    gone.text.clear();
    gone.confidence = 1;  // plain paper
    CHECK(parse_report(document).find(lost)->needs_review == worn);
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

TEST_CASE("readers that differ less than they say are believed more, those that differ often less") {
    const auto agreement = [](int cells, int different, double confidence) {
        std::vector<TableCell> printed(static_cast<std::size_t>(cells));
        std::vector<PlacedCell> placed;
        for (int i = 0; i < cells; ++i) {
            TableCell& cell = printed[static_cast<std::size_t>(i)];
            cell.readings = {{Witness::glyphs, "12", confidence, {}},
                             {Witness::tesseract, i < different ? "2" : "12", confidence, {}}};
            placed.push_back({"disclosure.rules.made", &cell, Doubt::none, false, 1});
        }
        return reader_agreement(placed);
    };
    CHECK(agreement(200, 0, 0.98).doubt_scale < 0.5);
    CHECK(agreement(200, 0, 0.98).habit_scale == 1);
    CHECK(agreement(200, 8, 0.98).doubt_scale == Approx(1).margin(0.1));
    CHECK(agreement(200, 40, 0.98).doubt_scale == 3);
    CHECK(agreement(200, 40, 0.98).habit_scale == 10);
    CHECK(agreement(200, 20, 0.8).doubt_scale >= 0.99);  // poor print: never believed more
    CHECK(agreement(0, 0, 0.9).doubt_scale == 1);
}

TEST_CASE("outside the sums a glyph reader that is unsure is not made sure by Tesseract") {
    Random random(52);
    const Report report = make_report(random, FormYear::y2021, 60);
    Document document = make_document(report, faithful(0.995));
    const std::string alone = "disclosure.normative_documents.in_force";
    const Record sure = parse_report(document);
    CHECK_FALSE(sure.find(alone)->needs_review);
    TableCell& cell = cell_at(document, sure, alone);
    for (Reading& reading : cell.readings) {
        if (reading.witness == Witness::glyphs) reading.confidence = 0.84;
    }
    const Record unsure = parse_report(document);
    CHECK(unsure.find(alone)->needs_review);
    CHECK(unsure.find(alone)->confidence < 0.96);
}
