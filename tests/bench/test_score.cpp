// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "bench/own_errors.h"
#include "bench/score.h"
#include "bench/structure.h"

using namespace nianbao;
using namespace nianbao::bench;

namespace {

enum class Mark { sure, review };

parser::RecordCell cell(const std::string& id, const std::string& printed, Mark mark = Mark::sure) {
    parser::RecordCell result;
    result.id = id;
    result.printed = printed;
    result.value = parser::Decimal::parse(printed);
    result.needs_review = mark == Mark::review;
    return result;
}

Truth truth_of(std::map<std::string, std::optional<std::string>> cells) {
    Truth truth;
    truth.cells = std::move(cells);
    return truth;
}

parser::Record record_of(std::vector<parser::RecordCell> cells) {
    parser::Record record;
    record.cells = std::move(cells);
    return record;
}

const std::string id = "applications.granted.total";

Score score(const std::optional<std::string>& truth, std::vector<parser::RecordCell> cells) {
    return judge(truth_of({{id, truth}}), record_of(std::move(cells))).score;
}

Table table(int rows, int columns) {
    Table result;
    result.rows = rows;
    result.columns = columns;
    return result;
}

}  // namespace

TEST_CASE("a right cell is exact, marked or not; decimals count by value") {
    CHECK(score("7", {cell(id, "7")}) == Score{1, 1, 0, 0, 0, 0, 0, 0});
    CHECK(score("7", {cell(id, "7", Mark::review)}) == Score{1, 1, 0, 0, 0, 1, 0, 0});
    CHECK(score("13.795", {cell(id, "13.7950")}).exact == 1);
    CHECK(score("1e-05", {cell(id, "0.00001")}).exact == 1);
    CHECK(score(std::nullopt, {cell(id, "-")}).exact == 1);
}

TEST_CASE("a wrong cell is flagged where it is marked, silent where it is not") {
    CHECK(score("7", {cell(id, "1", Mark::review)}) == Score{1, 0, 1, 0, 0, 1, 0, 0});
    CHECK(score("7", {cell(id, "1")}) == Score{1, 0, 0, 1, 0, 0, 0, 0});
    CHECK(score("0", {cell(id, "")}).silent == 1);
    CHECK(score(std::nullopt, {cell(id, "0")}).silent == 1);
}

TEST_CASE("a missing cell is silent, unless the record says that its table is missing or it is blank") {
    CHECK(score("7", {}).silent == 1);
    CHECK(score(std::nullopt, {}).exact == 1);
    parser::Record record;
    record.warnings.push_back({"parser", "table.missing", 0, ""});
    CHECK(judge(truth_of({{id, "7"}}), record).score.flagged == 1);
    CHECK(judge(truth_of({{id, std::nullopt}}), record).score.flagged == 1);
}

TEST_CASE("a sure number that the report does not have is extra") {
    const std::string other = "applications.granted.other";
    CHECK(score("7", {cell(id, "7"), cell(other, "3")}).extra == 1);
    CHECK(score("7", {cell(id, "7"), cell(other, "3", Mark::review)}).extra == 0);
    CHECK(score("7", {cell(id, "7"), cell(other, "")}).extra == 0);
}

TEST_CASE("a cell that must be flagged is exact when it is, whatever its value") {
    Truth truth = truth_of({{id, "7"}});
    truth.flag = {id};
    CHECK(judge(truth, record_of({cell(id, "1", Mark::review)})).score.exact == 1);
    CHECK(judge(truth, record_of({cell(id, "7")})).score.silent == 1);
}

TEST_CASE("every cell that is not exact is told") {
    const Judgement result = judge(truth_of({{id, "7"}, {"a", "1"}}),
                                   record_of({cell(id, "1"), cell("a", "2", Mark::review), cell("b", "9")}));
    REQUIRE(result.bad.size() == 3);
    CHECK(result.bad[0].fault == Fault::flagged);
    CHECK(result.bad[1].fault == Fault::silent);
    CHECK(result.bad[1].truth == "7");
    CHECK(result.bad[1].got == "1");
    CHECK(result.bad[2].fault == Fault::extra);
}

TEST_CASE("a failed conversion has lost every cell, and said so") {
    const Score failed = score_of_failure(truth_of({{id, "7"}, {"a", std::nullopt}}));
    CHECK(failed.cells == 2);
    CHECK(failed.flagged == 2);
    CHECK(failed.silent == 0);
}

TEST_CASE("a truth file: numbers, blanks, and the cells of the sums that the report breaks") {
    const Truth truth = read_truth(NIANBAO_SOURCE_DIR "/fixtures/digital-2021.truth.json");
    CHECK(truth.form == "2021");
    CHECK(truth.cells.size() > 150);
    REQUIRE(truth.broken_checks.size() == 1);
    CHECK(truth.broken_checks[0].id == "litigation_after_review.sum");
    CHECK(truth.broken_checks[0].cells.size() == 5);
    CHECK(truth.own_errors().contains("litigation_after_review.total"));
    CHECK(truth.sections.size() == 3);
    CHECK(truth.tables.size() == 6);
}

TEST_CASE("a report's own wrong sum: reported, kept, or repaired without a word") {
    Truth truth = truth_of({{"a", "1"}, {"b", "2"}, {"c", "4"}});
    truth.broken_checks = {{"sum", {"a", "b", "c"}}};
    parser::Record record = record_of({cell("a", "1"), cell("b", "2", Mark::review), cell("c", "3")});
    const OwnErrors repaired = own_errors(truth, record);
    CHECK(repaired.checks == 1);
    CHECK(repaired.reported == 0);
    CHECK(repaired.with_review == 1);
    CHECK(repaired.kept == 2);
    CHECK(repaired.repaired == 1);
    record.cells[2] = cell("c", "4", Mark::review);
    record.checks.push_back({"sum", false, {}, std::nullopt});
    const OwnErrors kept = own_errors(truth, record);
    CHECK(kept.all_reported());
    CHECK(kept.kept == 3);
    CHECK(kept.repaired == 0);
}

TEST_CASE("tables are held against the truth's in order; one too many costs nothing but itself") {
    Truth truth;
    truth.title.emplace("甲");
    truth.tables = {{"", 14, 4}, {"", 28, 10}, {"", 4, 15}};
    parser::Record record;
    record.title.emplace("甲");
    record.tables = {table(14, 4), table(2, 2), table(27, 10), table(4, 15)};
    const Structure result = compare_structure(truth, record);
    CHECK(result.title);
    CHECK(result.tables == 3);
    CHECK(result.found == 2);
    CHECK_FALSE(result.all_tables());
}
