// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "bench/ablation.h"
#include "document/text_form.h"

using namespace nianbao;
using namespace nianbao::bench;

namespace {

TableCell kept(std::vector<Reading> readings, ReadersKept readers, const std::string& text = "12") {
    Table table;
    table.rows = table.columns = 1;
    TableCell cell;
    cell.text = text;
    cell.confidence = 0.99;
    cell.readings = std::move(readings);
    table.cells.push_back(cell);
    Document document;
    document.blocks.emplace_back(table);
    return std::get<Table>(keep_readers(document, readers).blocks.front()).cells.front();
}

const Reading glyphs{Witness::glyphs, "12", 0.98, {}};
const Reading tesseract{Witness::tesseract, "72", 0.6, {}};
const Reading label{Witness::tesseract, "总计", 0.9, {}};

}  // namespace

TEST_CASE("a cell without one of its readers says what the other one said") {
    const TableCell cell = kept({glyphs, tesseract}, ReadersKept::tesseract);
    REQUIRE(cell.readings.size() == 1);
    CHECK(cell.readings.front().witness == Witness::tesseract);
    CHECK(cell.text == "72");
    CHECK(cell.confidence == 0.6);
    CHECK(kept({glyphs, tesseract}, ReadersKept::glyphs).text == "12");
    CHECK(kept({glyphs, tesseract}, ReadersKept::both).readings.size() == 2);
}

TEST_CASE("where the other reader saw nothing there is ink that nobody read, and no blank") {
    const TableCell cell = kept({glyphs}, ReadersKept::tesseract);
    REQUIRE(cell.readings.size() == 1);
    CHECK(cell.readings.front().text.empty());
    CHECK(cell.readings.front().confidence == 0);
    CHECK(cell.text.empty());
}

TEST_CASE("labels, and cells without ink, stay as they are") {
    CHECK(kept({label}, ReadersKept::glyphs, "总计").text == "总计");
    CHECK(kept({}, ReadersKept::glyphs, "").readings.empty());
}

TEST_CASE("without the sums' say a wrong sum is listed and marks nothing") {
    std::ifstream file(NIANBAO_SOURCE_DIR "/fixtures/digital-2021.txt");
    std::ostringstream text;
    text << file.rdbuf();
    const Document document = read_text_form(text.str());
    const parser::Record with = parse_as(document, variants[0]), without = parse_as(document, variants[1]);
    const auto broken = [](const parser::Check& check) { return check.holds == false; };
    CHECK(std::ranges::count_if(with.checks, broken) == 1);
    CHECK(std::ranges::count_if(without.checks, broken) == 1);
    CHECK(with.review_count() > 0);
    CHECK(without.review_count() == 0);
    for (const parser::RecordCell& cell : without.cells) {
        CHECK(std::ranges::find(cell.evidence, Witness::arithmetic) == cell.evidence.end());
    }
}
