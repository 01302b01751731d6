// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/recipe.h"
#include "tests/end_to_end/judged.h"

using namespace nianbao;
using nianbao::test::sample;

// Real documents, which are not part of the project: without them the tests say so and pass.

TEST_CASE("a real report: every cell exact, its own two wrong sums reported and no other") {
    const auto pdf = sample("samples/hongze-2023.pdf");
    if (pdf.empty()) {
        WARN("../shared/samples is absent: not tested");
        return;
    }
    const parser::Record record = convert({pdf}, {}).record;
    const test::Judgement result = test::judge(record, sample("samples/hongze-2023.truth.json"));
    for (const std::string& bad : result.bad) UNSCOPED_INFO(bad);
    CHECK(result.exact == result.cells);
    CHECK(result.extra == 0);
    const auto failing = std::count_if(record.checks.begin(), record.checks.end(),
                                       [](const parser::Check& check) { return check.holds == false; });
    CHECK(failing == 2);
    CHECK(record.sections.size() == 6);
    CHECK(record.form == "2021");
    CHECK(record.year == 2023);
}

TEST_CASE("a real scan of another form: its table comes out") {
    const auto scan = sample("samples/notice-scan.jpeg");
    if (scan.empty()) {
        WARN("../shared/samples is absent: not tested");
        return;
    }
    const parser::Record record = convert({scan}, {}).record;
    CHECK_FALSE(record.form.has_value());
    REQUIRE(record.tables.size() == 1);
    const Table& table = record.tables[0];
    CHECK(table.rows == 24);
    const auto holds = [&](const char* text) {
        return std::any_of(table.cells.begin(), table.cells.end(),
                           [&](const TableCell& cell) { return cell.text.find(text) != std::string::npos; });
    };
    CHECK(holds("项目名称"));
    CHECK(holds("93.92"));
    CHECK(holds("质量要求"));
    // Cells that other rows' columns run through: the label of the base price, and the line of the tenderer.
    const auto span_at = [&](int row, const char* text) {
        const auto found = std::find_if(table.cells.begin(), table.cells.end(), [&](const TableCell& cell) {
            return cell.row == row && cell.text.find(text) != std::string::npos;
        });
        return found == table.cells.end() ? 0 : found->column_span;
    };
    CHECK(span_at(4, "标底价") == 3);
    CHECK(span_at(21, "招标") == 10);
}
