// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "bench/statistics.h"
#include "bench/summary.h"

using namespace nianbao::bench;

TEST_CASE("the incomplete beta function where it is known") {
    CHECK(incomplete_beta(2, 3, 0.5) == Approx(0.6875).margin(1e-12));
    CHECK(incomplete_beta(1, 1, 0.3) == Approx(0.3).margin(1e-12));
    CHECK(incomplete_beta(0.5, 0.5, 0.5) == Approx(0.5).margin(1e-12));
    CHECK(incomplete_beta(1, 40000, 1e-4) == Approx(1 - std::pow(1 - 1e-4, 40000)).epsilon(1e-9));
    CHECK(incomplete_beta(3, 4, 0) == 0);
    CHECK(incomplete_beta(3, 4, 1) == 1);
}

TEST_CASE("exact intervals where they are known") {
    // Without a hit the upper end is 1 - 0.025^(1/n).
    const Interval none = clopper_pearson(0, 20000);
    CHECK(none.low == 0);
    CHECK(none.high == Approx(1 - std::pow(0.025, 1.0 / 20000)).epsilon(1e-8));
    const Interval tenth = clopper_pearson(10, 100);
    CHECK(tenth.low == Approx(0.04900469).margin(1e-7));
    CHECK(tenth.high == Approx(0.17622260).margin(1e-7));
    const Interval all = clopper_pearson(100, 100);
    CHECK(all.low == Approx(std::pow(0.025, 0.01)).epsilon(1e-8));
    CHECK(all.high == 1);
    CHECK(clopper_pearson(0, 0).high == 1);
}

TEST_CASE("the bootstrap: reports stand or fall as a whole, and the same seed gives the same interval") {
    std::vector<Share> reports(19, Share{100, 100});
    reports.push_back({50, 100});
    CHECK(pooled(reports) == Approx(0.975));
    const Interval first = bootstrap(reports, 1), again = bootstrap(reports, 1), other = bootstrap(reports, 2);
    CHECK(first.low == again.low);
    CHECK(first.high == again.high);
    CHECK(first.low == Approx(other.low).margin(0.03));
    CHECK(first.low < 0.96);  // over cells alone it would be 0.967
    CHECK(first.high == 1);
    CHECK(bootstrap(std::vector<Share>(5, Share{9, 10}), 1).low == Approx(0.9));
    CHECK(pooled({}) == 0);
}

TEST_CASE("reliability: what confidences promise beside what came of them") {
    const Reliability result = reliability({{0.9, true}, {0.9, false}, {1, true}, {0.3, false}, {0.9995, true}});
    CHECK(result.count == 5);
    CHECK(result.right == 3);
    CHECK(result.expected_errors == Approx(0.1 + 0.1 + 0 + 0.7 + 0.0005));
    CHECK(result.brier == Approx((0.01 + 0.81 + 0 + 0.09 + 0.0005 * 0.0005) / 5));
    long counted = 0;
    for (const Bin& bin : result.bins) {
        counted += bin.count;
        if (bin.count > 0) CHECK(bin.confidence / static_cast<double>(bin.count) >= bin.low);
    }
    CHECK(counted == 5);
    CHECK(result.bins.back().count == 1);  // confidence 1 has a place
}
