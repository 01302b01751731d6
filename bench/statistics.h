// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

// How far a measured share can be believed.
namespace nianbao::bench {

struct Interval {
    double low = 0, high = 1;
};

/// The exact (Clopper-Pearson) 95 % interval of a share of which `hits` of `trials` were seen; 0 to 1 without trials.
Interval clopper_pearson(long hits, long trials);

/// Part and whole of one report: cells that are exact, and cells.
struct Share {
    double part = 0, whole = 0;
};

/// The pooled share of all reports; 0 when they have nothing.
double pooled(const std::vector<Share>& reports);

/// 95 % interval of the pooled share by the bootstrap over reports, for the cells of one report stand or fall together:
/// percentiles of two thousand resamplings. The same seed gives the same interval.
Interval bootstrap(const std::vector<Share>& reports, std::uint64_t seed);

/// The regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a and b above 0.
double incomplete_beta(double a, double b, double x);

}  // namespace nianbao::bench
