// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <filesystem>
#include <vector>

#include "bench/measure.h"

// The test set, drawn and converted: several reports at a time, each in a process of its own.
namespace nianbao::bench {

struct RunOptions {
    std::filesystem::path work;  ///< where drawn reports and results are kept
    int jobs = 1;
    int prose_reports = 2;               ///< of each stratum, whose prose is measured too
    std::chrono::seconds deadline{900};  ///< of one conversion
};

/// Runs what has no result by this build yet. Failures of the reading are results; a report that cannot be drawn ends
/// the run. Must be called while this process has a single thread. @throws Failure "bench.failed"
void run(const std::vector<DrawnReport>& set, const BuildStamp& stamp, const RunOptions& options);

/// Where a report's result is kept.
std::filesystem::path result_file(const DrawnReport& report, const std::filesystem::path& work);

/// Where the record that was judged is kept, for whoever asks why: `nianbao explain` takes it.
std::filesystem::path record_file(const DrawnReport& report, const std::filesystem::path& work);

/// The results that there are for the set, of whatever build.
std::vector<ReportResult> results_of(const std::vector<DrawnReport>& set, const std::filesystem::path& work);

}  // namespace nianbao::bench
