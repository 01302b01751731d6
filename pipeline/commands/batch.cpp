// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/batch.h"

#include <signal.h>

#include <iostream>
#include <iterator>

#include "document/failure.h"
#include "pipeline/atomic_file.h"
#include "pipeline/batch/progress_line.h"
#include "pipeline/batch/setting_list.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/trouble.h"

namespace nianbao {
namespace {

using batch::RunSummary;
using batch::Switch;

void tell(const RunSummary& summary, const batch::Settings& settings) {
    if (settings.quiet == Switch::off) {
        for (const std::string& line : summary.lines()) std::cerr << line << "\n";
    } else if (!summary.trouble.empty()) {
        std::cerr << "nianbao: stopped: " << summary.trouble << "\n";
    }
    if (settings.summary) write_whole_file(*settings.summary, summary.json());
}

/// So that a shell's loop, or whoever sent the signal, knows that the run did not come to its end.
void leave_by(int signal) {
    ::signal(signal, SIG_DFL);
    raise(signal);
}

/// The paths, with a list on standard input in the place of "-".
std::vector<std::string> all_paths(const batch::Settings& settings) {
    std::vector<std::string> paths;
    for (const std::string& path : settings.paths) {
        if (path != "-") {
            paths.push_back(path);
            continue;
        }
        const std::string list{std::istreambuf_iterator<char>(std::cin), {}};
        const char separator = settings.null_separated == Switch::on ? '\0' : '\n';
        for (std::string& name : batch::split_list(list, separator)) paths.push_back(std::move(name));
    }
    return paths;
}

int run(const BatchRequest& request, const batch::StopSignal& stop) {
    RunSummary summary;
    {
        batch::ProgressLine progress(request.settings.quiet);
        summary = batch::whole_run(request.settings, request.scope, stop, progress);
    }
    tell(summary, request.settings);
    const bool before_its_end = summary.ended == "stopped" && request.settings.watch == Switch::off;
    if (before_its_end) leave_by(stop.signal());
    return summary.exit_code(request.settings.strict);
}

}  // namespace

int run_batch(const BatchRequest& asked) {
    batch::check_settings(asked.settings);
    BatchRequest request = asked;
    request.settings.paths = all_paths(asked.settings);  // before signals are caught: a list may be typed
    if (!asked.settings.paths.empty() && request.settings.paths.empty() && request.scope == batch::Scope::failures) {
        std::cerr << "nianbao: the list is empty: nothing to retry\n";
        return 0;
    }
    const batch::StopSignal stop;
    try {
        return run(request, stop);
    } catch (const store::Trouble& trouble) {
        if (stop.signal() != 0) leave_by(stop.signal());
        std::cerr << trouble.line(store::readable_name(request.settings.store)) << "\n";
    } catch (const Failure& failure) {
        std::cerr << failure.line("nianbao") << "\n";
    }
    return 1;
}

}  // namespace nianbao
