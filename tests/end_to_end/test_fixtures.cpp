// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/recipe.h"
#include "tests/end_to_end/judged.h"

using namespace nianbao;
using nianbao::test::fixture;
using nianbao::test::judge;
using nianbao::test::Judgement;

namespace {

Judgement judged(const std::string& name) {
    const Conversion conversion = convert({fixture(name + ".pdf")}, {});
    const Judgement result = judge(conversion.record, fixture(name + ".truth.json"));
    for (const std::string& bad : result.bad) UNSCOPED_INFO(name << ": " << bad);
    return result;
}

}  // namespace

TEST_CASE("born-digital reports: every cell exact, on both forms, landscape, mixtures, page breaks anywhere") {
    for (const char* name :
         {"digital-2021", "digital-2019", "landscape", "mixed-form", "page-breaks", "broken-numbers"}) {
        const Judgement result = judged(name);
        CHECK(result.exact == result.cells);
        CHECK(result.extra == 0);
        CHECK(result.review <= 7);  // planted inconsistencies only
    }
}

TEST_CASE("scans: what is not exact is for review, nothing is silently wrong") {
    struct Scan {
        const char* name;
        double exact;  // least share; the scans at 150 dpi are below what reads well
    };
    for (const auto& [name, exact] :
         {Scan{"sample-scan", 0.995}, {"copy-scan", 0.96}, {"seal-scan", 0.92}, {"mixed-pages", 0.95}}) {
        const Judgement result = judged(name);
        CHECK(result.silent == 0);
        CHECK(result.extra == 0);
        CHECK(result.exact >= exact * result.cells);
    }
}

TEST_CASE("a report's own wrong sum stays as printed and is reported") {
    const parser::Record record = convert({fixture("digital-2021.pdf")}, {}).record;
    const auto failing = std::count_if(record.checks.begin(), record.checks.end(),
                                       [](const parser::Check& check) { return check.holds == false; });
    CHECK(failing == 1);
}

TEST_CASE("another document with a ruled table gives its table and no form") {
    const Conversion conversion = convert({fixture("ledger.pdf")}, {});
    CHECK_FALSE(conversion.record.form.has_value());
    CHECK(conversion.record.cells.empty());
    REQUIRE(conversion.record.tables.size() == 1);
    CHECK(conversion.record.tables[0].rows > 4);
}

TEST_CASE("a document without tables gives its text") {
    const Conversion conversion = convert({fixture("notice.pdf")}, {});
    CHECK_FALSE(conversion.record.form.has_value());
    CHECK(conversion.record.tables.empty());
    CHECK(conversion.record.preface.size() > 100);
}
