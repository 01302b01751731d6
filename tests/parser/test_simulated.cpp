// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of simulated forms: no wrong number may pass unmarked, and few right ones may be marked.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>

#include "parser/parse_report.h"
#include "parser/reader_agreement.h"
#include "tests/parser/synthetic.h"

using namespace nianbao;
using namespace nianbao::parser;
using namespace synthetic;

namespace {

struct Score {
    int cells = 0, exact = 0, review = 0;
    int silent = 0;        ///< in tables 3 and 4, where sums watch
    int silent_alone = 0;  ///< in table 2, where nothing but the readers speaks for a number
    double exact_share() const { return static_cast<double>(exact) / cells; }
    double review_share() const { return static_cast<double>(review) / cells; }
};

void add_to(Score& score, const Report& report, const Record& record) {
    for (const auto& [id, printed] : report.printed) {
        ++score.cells;
        const RecordCell* cell = record.find(id);
        const auto truth = Decimal::parse(printed);
        const bool right = cell != nullptr && cell->value && truth && *cell->value == *truth;
        const bool marked = cell != nullptr && cell->needs_review;
        score.exact += right ? 1 : 0;
        score.review += marked ? 1 : 0;
        if (right || marked) continue;
        ++(id.starts_with("disclosure.") ? score.silent_alone : score.silent);
        UNSCOPED_INFO("silent: " << id << ": " << printed << " read as "
                                 << (cell == nullptr ? "nothing" : cell->printed) << ", confidence "
                                 << (cell == nullptr ? 0 : cell->confidence));
    }
}

Score simulate(std::uint64_t seed, int forms, const ReaderModel& model, int readers) {
    Random random(seed);
    Score score;
    for (int f = 0; f < forms; ++f) {
        const std::array<int, 4> sizes{1, 9, 60, 30000};
        const Report report = make_report(random, f % 3 == 0 ? FormYear::y2019 : FormYear::y2021, sizes[f % 4]);
        add_to(score, report, parse_report(make_document(report, simulated_readers(random, model, readers))));
    }
    std::cout << readers << " readers, " << forms << " forms: exact " << score.exact_share() << ", for review "
              << score.review_share() << ", silent " << score.silent << " + " << score.silent_alone << " of "
              << score.cells << "\n";
    return score;
}

}  // namespace

TEST_CASE("a born-digital report is read as it stands") {
    Random random(5);
    for (int f = 0; f < 60; ++f) {
        const Report report = make_report(random, f % 2 == 0 ? FormYear::y2019 : FormYear::y2021, 500);
        const Record record = parse_report(make_document(report));
        Score score;
        add_to(score, report, record);
        CHECK(score.exact == score.cells);
        CHECK(score.review == 0);
        CHECK(record.cells.size() == report.printed.size());
        CHECK(record.warnings.empty());
        CHECK(record.form == (report.form == FormYear::y2019 ? "2019" : "2021"));
        for (const Check& check : record.checks) CHECK(check.holds == true);
    }
}

TEST_CASE("two good readers leave nothing silent and little for review") {
    ReaderModel model;
    model.hard_share = 0.03;
    const Score score = simulate(11, 400, model, 2);
    CHECK(score.silent == 0);
    CHECK(score.silent_alone == 0);
    CHECK(score.exact_share() > 0.995);
    CHECK(score.review_share() < 0.02);
}

TEST_CASE("two poor readers leave nothing silent") {
    ReaderModel model;
    model.hard_share = 0.25;
    model.hard_accuracy = 0.6;
    model.easy_accuracy = 0.998;
    const Score score = simulate(12, 300, model, 2);
    CHECK(score.silent == 0);
    CHECK(score.silent_alone <= 4);  // of 4,000: both readers wrong alike, and sure of it
    CHECK(score.exact_share() > 0.97);
}

TEST_CASE("two readers that are too sure of themselves leave nothing silent") {
    ReaderModel model;
    model.hard_share = 0.1;
    model.overconfidence = 0.3;
    const Score score = simulate(13, 300, model, 2);
    CHECK(score.silent == 0);
    CHECK(score.silent_alone <= 2);
}

TEST_CASE("a single reader leaves nothing silent in the sums") {
    ReaderModel model;
    model.hard_share = 0.03;
    const Score score = simulate(14, 300, model, 1);
    CHECK(score.silent == 0);
    CHECK(score.silent_alone <= 2);
    CHECK(score.review_share() < 0.1);
}
