// SPDX-License-Identifier: GPL-3.0-or-later
// Readers, sums and places together: what a cell says, and which a person must see.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/parse_report.h"
#include "parser/reader_agreement.h"
#include "tests/parser/faithful.h"
#include "tests/parser/spoiled_tables.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

const std::string row = "applications.not_processed.repeated.";

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

TEST_CASE("a dispute goes no farther than to the cells that one digit more or less would need") {
    Random random(47);
    Report report = make_report(random, FormYear::y2021, 1);
    for (auto& [id, printed] : report.printed) {
        if (id.starts_with("applications.")) printed = "0";
    }
    const std::string id = "applications.refused.state_secret.other";
    const auto disputed_as = [&](const char* rival) {
        Document document = make_document(report, faithful(0.995));
        TableCell& cell = cell_at(document, parse_report(document), id);
        cell.readings[0] = {Witness::tesseract, rival, 0.4, {}};
        cell.readings[1] = {Witness::glyphs, "0", 0.4, {}};
        return parse_report(document);
    };
    // A 7 lost before noughts that both readers are sure of would have been lost six times over.
    CHECK(disputed_as("70").review_count() <= 1);
    // A 6 that looks like a nought may do so in its sums, and in no other place.
    const Record record = disputed_as("6");
    CHECK_FALSE(record.find("applications.refused.state_secret.business")->needs_review);
    CHECK_FALSE(record.find("applications.granted.other")->needs_review);
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
    for (Reading& reading : cell.readings) {
        if (reading.witness == Witness::glyphs) reading.confidence = 0.93;
    }
    CHECK(parse_report(document).find(alone)->needs_review);  // both may be wrong alike
}

TEST_CASE("printed lines that may be the numbers of two rows are for review where no sum speaks for one number") {
    Random random(67);
    const Report report = make_report(random, FormYear::y2021, 95);
    Document document = make_document(report);
    const auto doubt = [&](int which, const std::string& label) {
        Table& table = table_of(document, which);
        const int row = row_of(table, label);
        for (TableCell& cell : table.cells) {
            if (cell.row != row || is_words(cell)) continue;
            cell.confidence = 0.5;
            for (Reading& reading : cell.readings) reading.confidence = 0.5;
        }
    };
    doubt(disclosure, "行政许可");
    doubt(applications, "2.重复申请");
    const Record record = parse_report(document);
    CHECK(record.find("disclosure.licensing.decisions")->needs_review);
    CHECK_FALSE(record.find("disclosure.coercive_measures.decisions")->needs_review);
    CHECK_FALSE(record.find("applications.not_processed.repeated.total")->needs_review);
}
