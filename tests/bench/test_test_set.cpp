// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "bench/requirements.h"
#include "bench/test_set.h"

using namespace nianbao;
using namespace nianbao::bench;

TEST_CASE("two hundred reports and more, every profile at every resolution, no seed twice, all of them reserved") {
    const auto set = test_set({});
    CHECK(set.size() >= 200);
    CHECK(all_strata().size() == 22);
    std::set<std::uint64_t> seeds;
    for (const DrawnReport& report : set) {
        CHECK(report.seed >= first_judging_seed);
        CHECK(report.seed < first_judging_seed + 100000);
        seeds.insert(report.seed);
    }
    CHECK(seeds.size() == set.size());
}

TEST_CASE("a report stays what it is when more or fewer are asked for") {
    TestSetOptions few;
    few.reports = 2;
    few.profiles = {"photo"};
    few.dpi = {150};
    const auto part = test_set(few), all = test_set({});
    REQUIRE(part.size() == 2);
    const auto same = std::find_if(all.begin(), all.end(), [&](const auto& r) { return r.name() == part[1].name(); });
    REQUIRE(same != all.end());
    CHECK(same->form == part[1].form);
    CHECK(part[1].stratum == Stratum{"photo", 150});
}

TEST_CASE("every form is in every kind of page") {
    std::set<fixtures::FormChoice> forms;
    TestSetOptions few;
    few.reports = 3;
    few.profiles = {"digital"};
    for (const DrawnReport& report : test_set(few)) forms.insert(report.form);
    CHECK(forms.size() == 3);
}

TEST_CASE("a set is for judging or for tuning, not for both") {
    TestSetOptions tuning;
    tuning.seed = 100000;
    for (const DrawnReport& report : test_set(tuning)) CHECK_FALSE(report.for_judging());
    for (const DrawnReport& report : test_set({})) CHECK(report.for_judging());
}

TEST_CASE("what is required is of strata that there are") {
    for (const Requirement& requirement : requirements()) {
        for (const Stratum& stratum : requirement.strata) {
            CHECK(std::find(all_strata().begin(), all_strata().end(), stratum) != all_strata().end());
            CHECK(group_of(stratum) == requirement.name);
        }
    }
    CHECK(group_of({"bad", 150}) == group_names().back());
}
