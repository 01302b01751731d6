// SPDX-License-Identifier: GPL-3.0-or-later
// nianbao_accuracy: draws a test set that nothing was tuned on, converts it, and writes what came of it.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <thread>

#include "bench/report.h"
#include "bench/run.h"
#include "document/failure.h"
#include "pipeline/atomic_file.h"

namespace {

using namespace nianbao;
using namespace nianbao::bench;

struct Options {
    TestSetOptions set;
    RunOptions run;
    std::string work = NIANBAO_SOURCE_DIR "/build/accuracy", output;
    long deadline_seconds = 900;
    bool fresh = false, summarise_only = false;
};

/// Tesseract's threads cost more than they give; the library reads this before main begins (see pipeline/program.cpp).
void restart_with_one_thread(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT")) return;
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", arguments);
}

void declare(CLI::App& app, Options& options) {
    std::set<std::string> profiles;
    for (const Stratum& stratum : all_strata()) profiles.insert(stratum.profile);
    app.add_option("--reports", options.set.reports, "in each stratum (scan profile and resolution)")
        ->check(CLI::Range(1, seeds_a_stratum))
        ->capture_default_str();
    app.add_option("--profiles", options.set.profiles, "only these, with commas between; \"digital\" is not scanned")
        ->delimiter(',')
        ->check(CLI::IsMember(profiles));
    app.add_option("--dpi", options.set.dpi, "only scans of these resolutions, with commas between")
        ->delimiter(',')
        ->check(CLI::IsMember({150, 200, 300}));
    app.add_option("--seed", options.set.seed,
                   "the first one; 700000 to 799999 are kept for judging, others are drawn in the fonts for tuning")
        ->capture_default_str();
    app.add_option("--prose-reports", options.run.prose_reports,
                   "of each stratum, whose pages plain Tesseract reads too (slow)")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    app.add_option("--jobs", options.run.jobs, "conversions at a time")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--deadline", options.deadline_seconds, "seconds for one conversion")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--work", options.work, "where drawn reports and results are kept; otherwise build/accuracy");
    app.add_option(
        "--output", options.output,
        "the page to write; otherwise docs/accuracy.md, or accuracy.md in the working folder where only some "
        "profiles or resolutions are measured, or the seeds are for tuning");
    app.add_flag("--fresh", options.fresh, "measure again what has a result by this build");
    app.add_flag("--summarise-only", options.summarise_only, "measure nothing, write the page from what there is");
}

void forget_results(const std::vector<DrawnReport>& set, const std::filesystem::path& work) {
    for (const DrawnReport& report : set) std::filesystem::remove(result_file(report, work));
}

/// Neither a part of the set nor what was tuned on may pass for the measurement in docs/.
std::filesystem::path page_to_write(const Options& options, const std::vector<DrawnReport>& set) {
    if (!options.output.empty()) return options.output;
    const bool whole = options.set.profiles.empty() && options.set.dpi.empty() &&
                       std::all_of(set.begin(), set.end(), [](const DrawnReport& r) { return r.for_judging(); });
    return whole ? std::filesystem::path(NIANBAO_SOURCE_DIR "/docs/accuracy.md") : options.run.work / "accuracy.md";
}

void measure_and_write(const Options& options) {
    const std::vector<DrawnReport> set = test_set(options.set);
    if (!options.summarise_only) {
        if (options.fresh) forget_results(set, options.run.work);
        run(set, build_stamp(), options.run);
    }
    const Results results = results_of(set, options.run.work);
    if (results.empty()) {
        throw Failure("bench.empty", "summarise", "there are no results to summarise", "leave out --summarise-only");
    }
    const std::filesystem::path page = page_to_write(options, set);
    if (page.has_parent_path()) make_folder(page.parent_path());
    write_whole_file(page, accuracy_page(results, {options.set, options.run.prose_reports, set.size()}));
    write_whole_file(options.run.work / "silent.json", bad_cells_json(results));
    std::cerr << "written: " << page.string() << "\n";
}

int accuracy(int count, char** arguments) {
    Options options;
    options.run.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    CLI::App app("Measures accuracy on reports drawn for the purpose, and writes the page about it.");
    declare(app, options);
    CLI11_PARSE(app, count, arguments);
    options.run.work = options.work;
    options.run.deadline = std::chrono::seconds(options.deadline_seconds);
    measure_and_write(options);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    restart_with_one_thread(arguments);
    try {
        return accuracy(count, arguments);
    } catch (const std::exception& error) {
        std::cerr << "nianbao_accuracy: " << error.what() << "\n";
        return 1;
    }
}
