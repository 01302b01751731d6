// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/convert.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <sstream>

#include "pipeline/atomic_file.h"
#include "pipeline/debug_folder.h"
#include "pipeline/installation.h"
#include "pipeline/isolated_job.h"
#include "pipeline/outputs.h"
#include "pipeline/recipe.h"
#include "pipeline/summary.h"
#include "pipeline/terminal.h"

namespace nianbao {
namespace {

/// What can be known to fail is found out before minutes are spent on reading.
void look_ahead(const Job& job, const ConvertRequest& request) {
    if (request.output.folder) make_folder(*request.output.folder);
    for (const Destination& destination : job.destinations) {
        if (destination.file) check_writable(*destination.file);
    }
    const InstalledPlaces places = installed_places();
    for (const auto& input : job.inputs) require_installed(places, needs_of(input), request.language);
}

std::unique_ptr<DebugSink> debug_sink(const Job& job, const ConvertRequest& request) {
    if (!request.debug_folder) return nullptr;
    const bool alone = request.inputs.size() == job.inputs.size();
    return std::make_unique<DebugFolder>(alone ? *request.debug_folder : *request.debug_folder / job.base);
}

void tell(const Conversion& conversion, const StageTimes& times, const ConvertRequest& request, JobListener& listener) {
    for (const std::string& line : summary_of(conversion.record)) listener.say(line);
    for (const Warning& warning : conversion.record.warnings) listener.remark(warning_line(warning));
    if (!request.timing) return;
    std::istringstream table(times.table());
    for (std::string line; std::getline(table, line);) listener.say("  " + line);
}

Outcome convert_job(const Job& job, const ConvertRequest& request, JsonLayout layout, JobListener& listener) {
    look_ahead(job, request);
    const auto debug = debug_sink(job, request);
    StageTimes times;
    ConvertOptions options;
    options.dpi = request.dpi;
    options.pages = request.pages;
    options.password = request.password;
    options.language = request.language;
    options.debug = debug.get();
    options.progress = &listener;
    options.times = &times;
    const Conversion conversion = convert(job.inputs, options);
    listener.at(0, 0, "write");
    write_outputs(conversion, job.destinations, layout);
    tell(conversion, times, request, listener);
    return needs_review(conversion.record) ? Outcome::needs_review : Outcome::converted;
}

int exit_code(Outcome worst, const ConvertRequest& request) {
    switch (worst) {
        case Outcome::internal_error:
            return 1;
        case Outcome::failed:
            return 3;
        case Outcome::needs_review:
            return request.strict ? 4 : 0;
        case Outcome::converted:
            break;
    }
    return 0;
}

}  // namespace

int run_convert(const ConvertRequest& request) {
    OutputRequest output = request.output;
    const std::vector<Job> jobs = plan_jobs(request.inputs, output);
    const JsonLayout layout = jobs.size() > 1 && !output.folder ? JsonLayout::one_line : JsonLayout::indented;
    JobLimits limits;
    limits.without_progress = request.without_progress;
    limits.memory_bytes = request.memory_limit_mb * 1024 * 1024;
    limits.library_noise = request.verbosity == Verbosity::verbose;
    Outcome worst = Outcome::converted;
    for (const Job& job : jobs) {
        Terminal terminal(job.name, request.verbosity);
        worst = std::max(worst, run_isolated(job.name, limits, terminal, [&](JobListener& listener) {
                             return convert_job(job, request, layout, listener);
                         }));
    }
    return exit_code(worst, request);
}

}  // namespace nianbao
