// SPDX-License-Identifier: GPL-3.0-or-later
// A number that the report itself misprints breaks all of its sums at once: one mishap, not several.
#include <catch2/catch.hpp>
#include <cmath>

#include "parser/misprints.h"
#include "parser/parse_report.h"
#include "tests/parser/faithful.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

constexpr std::int64_t one = 1000000;

/// Two rows and two columns of numbers 0 to 3 with their totals 4 to 7: rows 0+1=4, 2+3=5; columns 0+2=6, 1+3=7.
Misprints square() {
    const double rare = std::log(0.005);
    return Misprints({{{{0, 1}, {1, 1}, {4, -1}}, rare},
                      {{{2, 1}, {3, 1}, {5, -1}}, rare},
                      {{{0, 1}, {2, 1}, {6, -1}}, rare},
                      {{{1, 1}, {3, 1}, {7, -1}}, rare}});
}

}  // namespace

TEST_CASE("sums broken by the same amount through one number cost little more than one") {
    Misprints misprints = square();
    const double first = misprints.add(0, one);
    CHECK(first > 0);
    const double second = misprints.add(2, one);
    CHECK(second < first / 2);
    CHECK(misprints.outstanding() == 0);
    misprints.take_back();
    CHECK(misprints.add(2, -one) == Approx(first));  // the other way round no one number breaks both
    misprints.take_back();
    CHECK(misprints.add(1, one) == Approx(first));  // nor where they share none
    misprints.take_back();
    CHECK(misprints.add(2, one) == Approx(second));
}

TEST_CASE("a number in a sum that holds is no misprint") {
    // Number 0 stands in a third sum, which holds.
    const double rare = std::log(0.005);
    Misprints misprints({{{{0, 1}, {1, 1}}, rare}, {{{0, 1}, {2, 1}}, rare}, {{{0, 1}, {3, -1}}, rare}});
    const double first = misprints.add(0, one), second = misprints.add(1, one);
    CHECK(first + second + misprints.outstanding() == Approx(2 * first));
    misprints.add(2, one);
    CHECK(misprints.outstanding() == 0);
}

TEST_CASE("a misprinted total that breaks three sums stays as two readers saw it") {
    Random random(61);
    const std::string id = "applications.total_processed.other";
    for (int round = 0; round < 5; ++round) {
        Report report = make_report(random, FormYear::y2021, 60);
        const std::string right = report.printed.at(id);
        const std::string wrong = std::to_string(std::stoi(right) + 1);
        report.printed[id] = wrong;
        Document document = make_document(report, faithful(0.995));
        TableCell& cell = cell_at(document, parse_report(document), id);
        // A poor scan: either reader holds the right number to be thinkable.
        cell.readings[0] = {Witness::tesseract, wrong, 0.93, {{right, 0.01}}};
        cell.readings[1] = {Witness::glyphs, wrong, 0.93, {{right, 0.01}}};
        const Record record = parse_report(document);
        const RecordCell* found = record.find(id);
        REQUIRE(found->value);
        CHECK(found->value->text() == wrong);
        CHECK(found->needs_review);
        int failing = 0;
        for (const Check& check : record.checks) failing += check.holds == false ? 1 : 0;
        CHECK(failing == 3);
    }
}

TEST_CASE("a number that one reader misread in a poor scan is still mended by its sums") {
    Random random(62);
    const std::string id = "applications.granted.business";
    for (int round = 0; round < 5; ++round) {
        const Report report = make_report(random, FormYear::y2021, 60);
        const std::string right = report.printed.at(id);
        const std::string wrong = std::to_string(std::stoi(right) + 1);
        Document document = make_document(report, faithful(0.995));
        TableCell& cell = cell_at(document, parse_report(document), id);
        cell.readings[0] = {Witness::tesseract, wrong, 0.7, {{right, 0.2}}};
        cell.readings[1] = {Witness::glyphs, right, 0.6, {{wrong, 0.3}}};
        const Record record = parse_report(document);
        CHECK(record.find(id)->value->text() == right);
        CHECK_FALSE(record.find(id)->needs_review);
    }
}
