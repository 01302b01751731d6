// SPDX-License-Identifier: GPL-3.0-or-later
// A record explains itself: what each reader said, what they said together, what the sums made of it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "parser/parse_report.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

const std::string row = "applications.not_processed.repeated.";

Read two_readers() {
    return [](const std::string& printed) {
        std::vector<Reading> readings;
        for (const Witness witness : {Witness::tesseract, Witness::glyphs}) {
            if (!printed.empty()) readings.push_back({witness, printed, 0.99, {}});
        }
        return readings;
    };
}

Report busy_report(Random& random) {
    for (;;) {
        Report report = make_report(random, FormYear::y2021, 60);
        if (report.printed[row + "natural_person"].size() == 2) return report;
    }
}

TableCell& cell_at(Document& document, const RecordCell& wanted) {
    for (Block& block : document.blocks) {
        auto* table = std::get_if<Table>(&block);
        if (table == nullptr || table->columns != 10) continue;
        for (TableCell& cell : table->cells) {
            if (cell.box == wanted.box && !cell.readings.empty()) return cell;
        }
    }
    throw std::logic_error("no such cell");
}

}  // namespace

TEST_CASE("a cell of a scan has both readings, what they say together, and the best other reading") {
    Random random(61);
    const Report report = busy_report(random);
    const std::string truth = report.printed.at(row + "natural_person");
    Document document = make_document(report, two_readers());
    const Record clean = parse_report(document);
    TableCell& place = cell_at(document, *clean.find(row + "natural_person"));
    place.readings[0] = {Witness::tesseract, "7", 0.7, {{truth, 0.25}, {"1", 1e-7}}};
    place.readings[1] = {Witness::glyphs, truth, 0.6, {{"7", 0.3}}};
    const Record record = parse_report(document);
    const RecordCell& cell = *record.find(row + "natural_person");
    REQUIRE(cell.readings.size() == 2);
    CHECK(cell.readings[0].text == "7");
    CHECK(cell.readings[0].alternatives.size() == 1);  // what is never weighed is not shown
    CHECK(cell.readings[1].text == truth);
    REQUIRE(cell.prior);
    CHECK(*cell.prior < 0.6);  // by the readers alone the 7 was as good
    REQUIRE(cell.rival);
    CHECK(cell.rival->printed == "7");
    CHECK(cell.rival->ratio < 0.01);
    CHECK(cell.confidence > 0.99);
    CHECK(cell.standing() == Standing::proven);
    for (const RecordCell& other : record.cells) CHECK(other.readings.size() == 2);
}

TEST_CASE("printed characters have one reader, the text layer") {
    Random random(62);
    const Record record = parse_report(make_document(busy_report(random)));
    for (const RecordCell& cell : record.cells) {
        REQUIRE(cell.readings.size() == 1);
        CHECK(cell.readings.front().witness == Witness::text_layer);
        CHECK(cell.readings.front().text == cell.printed);
        CHECK(cell.standing() == (cell.id.starts_with("disclosure.") ? Standing::confirmed : Standing::proven));
    }
}

TEST_CASE("the reason names the sums that fail, and by how much") {
    Random random(63);
    Report report = busy_report(random);
    const auto before = Decimal::parse(report.printed["review.total"]);
    report.printed["review.total"] = std::to_string(before->mantissa() + 1);
    const Record record = parse_report(make_document(report));
    const RecordCell& total = *record.find("review.total");
    CHECK(total.standing() == Standing::review);
    CHECK(total.reason == "does not add up: review.sum is off by -1");
    for (const Check& check : record.checks) {
        CHECK(std::ranges::all_of(check.totals, [&](const std::string& id) {
            return std::ranges::find(check.cells, id) != check.cells.end();
        }));
        CHECK_FALSE(check.totals.empty());
        if (check.id == "review.sum") CHECK(check.totals == std::vector<std::string>{"review.total"});
    }
}
