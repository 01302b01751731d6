// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/summary.h"

#include <array>

#include "bench/ablation.h"
#include "bench/requirements.h"

namespace nianbao::bench {
namespace {

constexpr std::uint64_t bootstrap_seed = 20;

/// Nearly all confidences are near 1, and there it matters whether a 0.999 is a 0.999.
constexpr std::array<double, 9> bounds{0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 1};

Measure measured(const std::vector<Share>& shares) {
    return {pooled(shares), bootstrap(shares, bootstrap_seed)};
}

std::size_t bin_of(double confidence) {
    std::size_t bin = 0;
    while (bin + 2 < bounds.size() && confidence >= bounds[bin + 1]) ++bin;
    return bin;
}

}  // namespace

Chosen choose(const Results& results, const std::function<bool(const ReportResult&)>& condition) {
    Chosen chosen;
    for (const ReportResult& result : results) {
        if (condition(result)) chosen.push_back(&result);
    }
    return chosen;
}

Chosen of_stratum(const Results& results, const Stratum& stratum) {
    return choose(results, [&](const ReportResult& result) { return result.stratum == stratum; });
}

Chosen of_group(const Results& results, const std::string& group) {
    return choose(results, [&](const ReportResult& result) { return group_of(result.stratum) == group; });
}

CellSummary summarise(const Chosen& reports, const std::string& variant) {
    CellSummary summary;
    std::vector<Share> exact, review, outside;
    for (const ReportResult* report : reports) {
        const Score& score = report->scores.at(variant);
        ++summary.reports;
        summary.failed += report->failed();
        summary.score += score;
        const double cells = score.cells;
        exact.push_back({static_cast<double>(score.exact), cells});
        review.push_back({static_cast<double>(score.review), cells});
        outside.push_back({static_cast<double>(score.review - score.own_review), cells - score.own});
    }
    summary.exact = measured(exact);
    summary.review = measured(review);
    summary.review_outside = measured(outside);
    const Score& sum = summary.score;
    summary.silent = {sum.cells > 0 ? static_cast<double>(sum.silent) / sum.cells : 0,
                      clopper_pearson(sum.silent, sum.cells)};
    return summary;
}

CellSummary summarise(const Chosen& reports) {
    return summarise(reports, std::string(variants.front().name));
}

Reliability reliability(const std::vector<Observation>& observations) {
    Reliability result;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) result.bins.push_back({bounds[i], bounds[i + 1]});
    for (const Observation& observation : observations) {
        Bin& bin = result.bins[bin_of(observation.confidence)];
        ++bin.count;
        bin.right += observation.right;
        bin.confidence += observation.confidence;
        ++result.count;
        result.right += observation.right;
        const double miss = observation.confidence - (observation.right ? 1 : 0);
        result.brier += miss * miss;
        result.expected_errors += 1 - observation.confidence;
    }
    if (result.count > 0) result.brier /= static_cast<double>(result.count);
    return result;
}

}  // namespace nianbao::bench
