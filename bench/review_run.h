// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "bench/review_store.h"

// What the two measurements of a review have in common: their store, their clock, their way to end.
namespace nianbao::bench {

struct ReviewRun {
    std::string store = "build/review-bench-store";
    ReviewStore size;
};

/// --store, --documents, --cells
void add_options(CLI::App& app, ReviewRun& run);

double milliseconds(const std::function<void()>& work);

/// Milliseconds: the middle one, what 95 in 100 stay below, and the longest.
struct Waits {
    double median = 0, most = 0, longest = 0;
};
Waits waits_of(std::vector<double> times);

/// @return 0, or 1 after the error was printed
int ended_well(const std::function<void()>& work);

}  // namespace nianbao::bench
