// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>

#include "document/failure.h"
#include "parser/parse_report.h"
#include "parser/record_bytes.h"
#include "parser/record_json.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;

namespace {

Record sample_record(std::uint64_t seed) {
    synthetic::Random random(seed);
    const auto report = synthetic::make_report(random, seed % 2 ? FormYear::y2021 : FormYear::y2019, 300);
    const auto read = synthetic::simulated_readers(random, {}, 2);
    Record record = parse_report(synthetic::make_document(report, read));
    record.source.files = {{"a.png", "00", 1}};
    record.year = 2023;
    return record;
}

}  // namespace

TEST_CASE("a record comes back to the last bit") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Record record = sample_record(seed);
        REQUIRE(record.cells.size() > 100);
        const std::string bytes = record_bytes(record);
        const Record back = record_of_bytes(bytes);
        CHECK(record_bytes(back) == bytes);
        CHECK(write_record_json(back) == write_record_json(record));
        CHECK(back.cells.at(5).confidence == record.cells.at(5).confidence);
        CHECK(back.cells.at(5).readings.size() == record.cells.at(5).readings.size());
        CHECK(back.checks.size() == record.checks.size());
    }
}

TEST_CASE("a record's bytes cut or spoiled are a failure or a record") {
    const std::string bytes = record_bytes(sample_record(1));
    std::mt19937 random(2);
    for (int round = 0; round < 300; ++round) {
        CHECK_THROWS_AS(record_of_bytes(std::string_view(bytes).substr(0, random() % bytes.size())), Failure);
        std::string spoiled = bytes;
        spoiled[random() % spoiled.size()] ^= static_cast<char>(1U << random() % 8);
        try {
            write_record_json(record_of_bytes(spoiled));
        } catch (const Failure& failure) {
            CHECK(failure.code() == "bytes.damaged");
        }
    }
}
