// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/statistics.h"

#include <algorithm>
#include <cmath>

#include "fixtures/random.h"

namespace nianbao::bench {
namespace {

constexpr double tail = 0.025;  // on each side of 95 %

/// The continued fraction of the incomplete beta function (Numerical Recipes, 6.4), by Lentz's method.
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300, precision = 1e-14;
    constexpr int most_terms = 10000;
    const auto away_from_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), result = d;
    for (int m = 1; m < most_terms; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        double step = 1;
        for (const double term : {even, odd}) {
            d = 1 / away_from_zero(1 + term * d);
            c = away_from_zero(1 + term / c);
            step = c * d;
            result *= step;
        }
        if (std::abs(step - 1) < precision) break;
    }
    return result;
}

/// The x at which I_x(a, b) is `probability`: it grows with x.
double beta_quantile(double probability, double a, double b) {
    double low = 0, high = 1;
    for (int i = 0; i < 200 && high - low > 1e-15; ++i) {
        const double middle = (low + high) / 2;
        (incomplete_beta(a, b, middle) < probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    // The fraction converges fast on this side of the mean only; the other side is its mirror.
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

Interval clopper_pearson(long hits, long trials) {
    if (trials <= 0) return {};
    const auto k = static_cast<double>(hits), n = static_cast<double>(trials);
    return {hits == 0 ? 0 : beta_quantile(tail, k, n - k + 1),
            hits == trials ? 1 : beta_quantile(1 - tail, k + 1, n - k)};
}

double pooled(const std::vector<Share>& reports) {
    double part = 0, whole = 0;
    for (const Share& report : reports) {
        part += report.part;
        whole += report.whole;
    }
    return whole > 0 ? part / whole : 0;
}

Interval bootstrap(const std::vector<Share>& reports, std::uint64_t seed) {
    constexpr std::size_t resamplings = 2000;
    if (reports.empty()) return {};
    fixtures::Random random(seed, "bootstrap");
    std::vector<double> shares;
    std::vector<Share> drawn(reports.size());
    for (std::size_t i = 0; i < resamplings; ++i) {
        for (Share& share : drawn) share = random.pick(reports);
        shares.push_back(pooled(drawn));
    }
    std::sort(shares.begin(), shares.end());
    const auto at = [&](double p) { return shares[static_cast<std::size_t>(std::lround(p * (resamplings - 1)))]; };
    return {at(tail), at(1 - tail)};
}

}  // namespace nianbao::bench
