// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/misprints.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace nianbao::parser {
namespace {

/// Of the wrong sums that reports publish, the share that is off by just this much: most by one (a total not brought up
/// to date), some in one digit, the rest by anything. Set by hand; flat on purpose, for few were seen.
double log_share(std::int64_t difference) {
    const double off = std::abs(static_cast<double>(difference)) / 1e6;
    if (off == 1) return std::log(0.25);
    const double digits = std::log10(off);
    return std::log(digits == std::floor(digits) ? 0.06 : 0.03);
}

}  // namespace

Misprints::Misprints(std::vector<BreakableSum> sums) : sums_(std::move(sums)) {
    for (std::size_t s = 0; s < sums_.size(); ++s) {
        for (const auto& [cell, sign] : sums_[s].cells) sums_of_[cell].push_back(static_cast<int>(s));
    }
}

double Misprints::add(int sum, std::int64_t difference) {
    const BreakableSum& broken = sums_[static_cast<std::size_t>(sum)];
    Cause alone;
    for (const auto& [cell, sign] : broken.cells) alone.suspects.push_back({cell, sign * difference});
    alone.sums = {sum};
    alone.apart = alone.together = -broken.log_broken - log_share(difference);

    double least = alone.together;
    int joined = -1;
    Cause best;
    for (std::size_t c = 0; c < causes_.size(); ++c) {
        const Cause& cause = causes_[c];
        Cause both;
        for (const Suspect& suspect : cause.suspects) {
            const bool here = std::ranges::any_of(alone.suspects, [&](const Suspect& other) {
                return other.cell == suspect.cell && other.slip == suspect.slip;
            });
            if (here) both.suspects.push_back(suspect);
        }
        if (both.suspects.empty()) continue;
        both.sums = cause.sums;
        both.sums.push_back(sum);
        both.apart = cause.apart + alone.apart;
        // A sum breaks no oftener than its numbers are misprinted, each as often as the others: the sum that is broken
        // most rarely tells how often that is.
        double rarest = std::numeric_limits<double>::infinity();
        for (const int s : both.sums) {
            const BreakableSum& one = sums_[static_cast<std::size_t>(s)];
            rarest = std::min(rarest, one.log_broken - std::log(static_cast<double>(one.cells.size())));
        }
        both.together = std::max(cause.together, -rarest - log_share(difference));
        if (both.together - cause.together < least) {
            least = both.together - cause.together;
            joined = static_cast<int>(c);
            best = std::move(both);
        }
    }
    if (joined < 0) {
        undo_.emplace_back(-1, Cause{});
        causes_.push_back(std::move(alone));
    } else {
        std::swap(causes_[static_cast<std::size_t>(joined)], best);
        undo_.emplace_back(joined, std::move(best));
    }
    return least;
}

void Misprints::take_back() {
    auto& [place, before] = undo_.back();
    if (place < 0) {
        causes_.pop_back();
    } else {
        causes_[static_cast<std::size_t>(place)] = std::move(before);
    }
    undo_.pop_back();
}

bool Misprints::explains_all(const Suspect& suspect, const Cause& cause) const {
    return std::ranges::all_of(sums_of_.at(suspect.cell),
                               [&](int s) { return std::ranges::find(cause.sums, s) != cause.sums.end(); });
}

double Misprints::outstanding() const {
    double rest = 0;
    for (const Cause& cause : causes_) {
        if (cause.sums.size() < 2) continue;
        const bool told =
            std::ranges::any_of(cause.suspects, [&](const Suspect& suspect) { return explains_all(suspect, cause); });
        if (!told) rest += std::max(0.0, cause.apart - cause.together);
    }
    return rest;
}

}  // namespace nianbao::parser
