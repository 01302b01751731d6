// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/review_run.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace nianbao::bench {

void add_options(CLI::App& app, ReviewRun& run) {
    app.add_option("--store", run.store, "made where it is not there; answers stay in it");
    app.add_option("--documents", run.size.documents, "of a store that is made")->check(CLI::PositiveNumber);
    app.add_option("--cells", run.size.doubtful_cells, "doubtful ones")->check(CLI::PositiveNumber);
}

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

Waits waits_of(std::vector<double> times) {
    if (times.empty()) return {};
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 95 / 100], times.back()};
}

int ended_well(const std::function<void()>& work) {
    try {
        work();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

}  // namespace nianbao::bench
