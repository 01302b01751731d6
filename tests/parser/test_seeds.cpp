// SPDX-License-Identifier: GPL-3.0-or-later
// The five real texts beside the checkout, where they are there; the places and the prose stay out of this project.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "document/text_form.h"
#include "parser/parse_report.h"

using namespace nianbao;
using namespace nianbao::parser;

namespace {

std::map<std::string, Record> seed_records() {
    std::map<std::string, Record> records;
    const std::filesystem::path folder = NIANBAO_SOURCE_DIR "/../shared/seeds";
    if (!std::filesystem::exists(folder)) return records;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path());
        std::stringstream text;
        text << in.rdbuf();
        records[entry.path().filename().string().substr(0, 3)] = parse_report(read_text_form(text.str()));
    }
    return records;
}

std::set<std::string> rows_for_review(const Record& record) {
    std::set<std::string> rows;
    for (const RecordCell& cell : record.cells) {
        if (cell.needs_review) rows.insert(cell.id.substr(0, cell.id.rfind('.')));
    }
    return rows;
}

std::map<std::string, std::string> numbers_but_zero(const Record& record) {
    std::map<std::string, std::string> numbers;
    for (const RecordCell& cell : record.cells) {
        if (!cell.value) {
            numbers[cell.id] = "null";
        } else if (cell.value->text() != "0") {
            numbers[cell.id] = cell.value->text();
        }
    }
    return numbers;
}

}  // namespace

TEST_CASE("the seed texts give every cell of the form and nothing else", "[seeds]") {
    const auto records = seed_records();
    if (records.empty()) {
        WARN("../shared/seeds is not there: skipped");
        return;
    }
    REQUIRE(records.size() == 5);
    for (const auto& [name, record] : records) {
        INFO("seed " << name);
        CHECK(record.cells.size() == (name == "002" ? 198 : 200));
        CHECK(record.form == (name == "002" ? "2019" : "2021"));
        CHECK(record.year == (name == "002" ? 2020 : name == "003" ? 2023 : 2021));
        REQUIRE(record.sections.size() == 6);
        for (int s = 0; s < 6; ++s) CHECK(record.sections[s].number == s + 1);
        REQUIRE(record.title.has_value());
        CHECK(record.title->ends_with("年政府信息公开工作年度报告"));
        REQUIRE(record.organization.has_value());
        CHECK(record.title->starts_with(*record.organization + std::to_string(*record.year)));
        for (const Check& check : record.checks) CHECK(check.holds != false);
        for (const Warning& warning : record.warnings) CHECK(warning.code == "row.value_count");
    }
}

TEST_CASE("the seed texts' numbers stand where they belong", "[seeds]") {
    const auto records = seed_records();
    if (records.empty()) return;
    using Numbers = std::map<std::string, std::string>;
    CHECK(numbers_but_zero(records.at("003")).empty());
    CHECK(numbers_but_zero(records.at("004")).empty());
    CHECK(numbers_but_zero(records.at("001")) == Numbers{{"disclosure.penalties.decisions", "9"},
                                                         {"review.upheld", "null"},
                                                         {"review.corrected", "null"},
                                                         {"review.other", "null"},
                                                         {"review.pending", "null"},
                                                         {"review.total", "null"}});
    CHECK(numbers_but_zero(records.at("002")) == Numbers{{"disclosure.normative_documents.made", "17"},
                                                         {"disclosure.normative_documents.newly_disclosed", "17"},
                                                         {"disclosure.normative_documents.total_disclosed", "17"},
                                                         {"disclosure.procurement.items", "113"},
                                                         {"disclosure.procurement.amount", "13.7951"},
                                                         {"applications.new_received.natural_person", "1"},
                                                         {"applications.new_received.total", "1"},
                                                         {"applications.granted.natural_person", "1"},
                                                         {"applications.granted.total", "1"},
                                                         {"applications.total_processed.natural_person", "1"},
                                                         {"applications.total_processed.total", "1"}});
    const Numbers blanks = numbers_but_zero(records.at("000"));
    CHECK(blanks.size() == 12);
    CHECK(std::ranges::all_of(blanks, [](const auto& cell) {
        return cell.second == "null" && cell.first.find("granted") != std::string::npos;
    }));
}

TEST_CASE("only rows of the seed texts with a wrong number of values are for review", "[seeds]") {
    const auto records = seed_records();
    if (records.empty()) return;
    for (const char* name : {"001", "002", "003"}) CHECK(records.at(name).review_count() == 0);
    CHECK(rows_for_review(records.at("000")) ==
          std::set<std::string>{"applications.granted", "applications.partially_granted"});
    const Record& broken = records.at("004");
    CHECK(broken.review_count() == 23 * 7);
    for (const RecordCell& cell : broken.cells) {
        const bool good = cell.id.starts_with("applications.new_received.") ||
                          cell.id.starts_with("applications.carried_over.") || !cell.id.starts_with("applications.");
        INFO(cell.id);
        CHECK(cell.needs_review == !good);
    }
}
