// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "review/statistics.h"

namespace nianbao::review {
namespace {

/// Probability of at most `wrong` among `all` when each is wrong with `share`. Summed in logarithms: for a thousand
/// cells the powers are beyond what a double holds.
double at_most(std::int64_t wrong, std::int64_t all, double share) {
    if (share <= 0) return 1;
    if (share >= 1) return wrong >= all ? 1 : 0;
    const double n = static_cast<double>(all);
    double sum = 0;
    for (std::int64_t i = 0; i <= wrong; ++i) {
        const double k = static_cast<double>(i);
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(share) +
                        (n - k) * std::log1p(-share));
    }
    return std::min(1.0, sum);
}

/// The share at which `at_most` falls to `probability`; it falls as the share grows.
double share_at(std::int64_t wrong, std::int64_t all, double probability) {
    double low = 0, high = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (at_most(wrong, all, middle) > probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

Interval clopper_pearson(std::int64_t wrong, std::int64_t all) {
    constexpr double tail = 0.025;
    if (all <= 0) return {0, 1};
    return {wrong == 0 ? 0 : share_at(wrong - 1, all, 1 - tail), wrong >= all ? 1 : share_at(wrong, all, tail)};
}

}  // namespace nianbao::review
