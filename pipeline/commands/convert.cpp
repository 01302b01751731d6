// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/convert.h"

#include <algorithm>
#include <memory>

#include "pipeline/commands/convert_job.h"
#include "pipeline/commands/convert_pool.h"
#include "pipeline/debug_folder.h"
#include "pipeline/isolated_job.h"
#include "pipeline/recipe.h"
#include "pipeline/terminal.h"

namespace nianbao {
namespace {

std::unique_ptr<DebugSink> debug_sink(const Job& job, const ConvertRequest& request) {
    const bool alone = request.inputs.size() == job.inputs.size();
    return std::make_unique<DebugFolder>(alone ? *request.debug_folder : *request.debug_folder / job.base);
}

Outcome convert_with_pictures(const Job& job, const ConvertRequest& request, JsonLayout layout, JobListener& listener) {
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
    return deliver(convert(job.inputs, options), times, job, request, layout, listener);
}

/// The whole recipe of each input in one process of its own, which may write pictures.
Outcome convert_with_pictures(const std::vector<Job>& jobs, const ConvertRequest& request, JsonLayout layout) {
    JobLimits limits;
    limits.without_progress = request.without_progress;
    limits.memory_bytes = request.memory_limit_mb * 1024 * 1024;
    limits.library_noise = request.verbosity == Verbosity::verbose;
    Outcome worst = Outcome::converted;
    for (const Job& job : jobs) {
        Terminal terminal(job.name, request.verbosity);
        worst = std::max(worst, run_isolated(job.name, limits, terminal, [&](JobListener& listener) {
                             return convert_with_pictures(job, request, layout, listener);
                         }));
    }
    return worst;
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
    const std::vector<Job> jobs = plan_jobs(request.inputs, request.output);
    const JsonLayout layout = jobs.size() > 1 && !request.output.folder ? JsonLayout::one_line : JsonLayout::indented;
    const Outcome worst = request.debug_folder ? convert_with_pictures(jobs, request, layout)
                                               : convert_with_workers(jobs, request, layout);
    return exit_code(worst, request);
}

}  // namespace nianbao
