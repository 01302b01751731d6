// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/commands/convert_job.h"

#include <sstream>

#include "pipeline/atomic_file.h"
#include "pipeline/installation.h"
#include "pipeline/summary.h"

namespace nianbao {
namespace {

void tell(const Conversion& conversion, const StageTimes& times, const ConvertRequest& request, JobListener& listener) {
    for (const std::string& line : summary_of(conversion.record)) listener.say(line);
    for (const Warning& warning : conversion.record.warnings) listener.remark(warning_line(warning));
    if (!request.timing) return;
    std::istringstream table(times.table());
    for (std::string line; std::getline(table, line);) listener.say("  " + line);
}

}  // namespace

void look_ahead(const Job& job, const ConvertRequest& request) {
    if (request.output.folder) make_folder(*request.output.folder);
    for (const Destination& destination : job.destinations) {
        if (destination.file) check_writable(*destination.file);
    }
    const InstalledPlaces places = installed_places();
    for (const auto& input : job.inputs) require_installed(places, needs_of(input), request.language);
}

Outcome deliver(const Conversion& conversion, const StageTimes& times, const Job& job, const ConvertRequest& request,
                JsonLayout layout, JobListener& listener) {
    listener.at(0, 0, "write");
    write_outputs(conversion, job.destinations, layout);
    tell(conversion, times, request, listener);
    return needs_review(conversion.record) ? Outcome::needs_review : Outcome::converted;
}

}  // namespace nianbao
