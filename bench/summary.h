// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "bench/result.h"
#include "bench/statistics.h"

// Results of many reports, pooled.
namespace nianbao::bench {

using Results = std::vector<ReportResult>;
using Chosen = std::vector<const ReportResult*>;

/// Those that the condition holds for.
Chosen choose(const Results& results, const std::function<bool(const ReportResult&)>& condition);
Chosen of_stratum(const Results& results, const Stratum& stratum);
Chosen of_group(const Results& results, const std::string& group);

/// A measured share with its 95 % interval.
struct Measure {
    double share = 0;
    Interval interval;
};

/// What the cells of some reports came to.
struct CellSummary {
    int reports = 0, failed = 0;
    Score score;             ///< sum
    Measure exact, review;   ///< shares of the cells; intervals by the bootstrap over reports
    Measure review_outside;  ///< of the cells outside the report's own wrong sums
    Measure silent;          ///< exact interval, over cells
};

/// @param variant  name of an ablation's variant
CellSummary summarise(const Chosen& reports, const std::string& variant);
CellSummary summarise(const Chosen& reports);  ///< of the product

/// Confidences between two bounds.
struct Bin {
    double low = 0, high = 1;
    long count = 0, right = 0;
    double confidence = 0;  ///< sum; divide by count
};

struct Reliability {
    std::vector<Bin> bins;
    long count = 0, right = 0;
    double brier = 0;  ///< mean square of confidence minus truth
    double expected_errors = 0;
};
Reliability reliability(const std::vector<Observation>& observations);

}  // namespace nianbao::bench
