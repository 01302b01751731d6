// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/output_plan.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace nianbao {
namespace {

namespace fs = std::filesystem;

std::optional<Format> parse_format(const std::string& name) {
    if (name == "json") return Format::json;
    if (name == "text") return Format::text;
    if (name == "csv") return Format::csv;
    if (name == "html") return Format::html;
    return std::nullopt;
}

Format format_of_name(const fs::path& file) {
    const std::string ending = file.extension().string();
    if (ending == ".txt") return Format::text;
    if (ending == ".csv") return Format::csv;
    if (ending == ".html" || ending == ".htm") return Format::html;
    return Format::json;
}

std::vector<Format> formats_of(const OutputRequest& request) {
    if (!request.formats.empty()) return request.formats;
    if (request.file) return {format_of_name(*request.file)};
    return {Format::json};
}

/// `wanted`, or with -2, -3, ... behind it: two inputs of one name must not overwrite one another.
std::string unused(const std::string& wanted, std::set<std::string>& used) {
    std::string base = wanted;
    for (int number = 2; !used.insert(base).second; ++number) base = wanted + "-" + std::to_string(number);
    return base;
}

std::vector<Job> group(const std::vector<fs::path>& inputs, Grouping grouping) {
    std::vector<Job> jobs;
    for (const fs::path& input : inputs) {
        if (jobs.empty() || grouping == Grouping::one_report_an_input) {
            jobs.emplace_back();
            jobs.back().name = input.string();
        }
        jobs.back().inputs.push_back(input);
    }
    std::set<std::string> used;
    for (Job& job : jobs) {
        const std::string stem = fs::path(job.inputs.front()).stem().string();
        job.base = unused(stem.empty() || stem == "." || stem == ".." ? "report" : stem, used);
    }
    return jobs;
}

std::vector<Destination> destinations_of(const Job& job, const OutputRequest& request) {
    std::vector<Destination> destinations;
    for (const Format format : formats_of(request)) {
        Destination destination{format, {}};
        if (request.folder) destination.file = *request.folder / (job.base + std::string(extension(format)));
        if (request.file && *request.file != "-") destination.file = *request.file;
        destinations.push_back(destination);
    }
    return destinations;
}

void refuse_impossible(const std::vector<Job>& jobs, const OutputRequest& request) {
    const auto formats = formats_of(request);
    if (request.file && request.folder) throw UsageError("-o and --output-dir exclude one another");
    if (request.folder) return;
    if (formats.size() > 1) throw UsageError("several formats need --output-dir");
    if (jobs.size() < 2) return;
    if (request.file && *request.file != "-")
        throw UsageError("-o names one file, but there are " + std::to_string(jobs.size()) +
                         " reports; use --output-dir, or --as-one if they are the pages of one report");
    if (formats.front() != Format::json)
        throw UsageError(
            "several reports on standard output are only possible as JSON (one line each); use --output-dir");
}

void refuse_overwriting_inputs(const std::vector<Job>& jobs) {
    for (const Job& job : jobs) {
        for (const Destination& destination : job.destinations) {
            if (!destination.file) continue;
            for (const Job& other : jobs) {
                const bool overwrites =
                    std::any_of(other.inputs.begin(), other.inputs.end(), [&](const fs::path& input) {
                        std::error_code ignored;
                        return fs::is_regular_file(input, ignored) && fs::equivalent(*destination.file, input, ignored);
                    });
                if (overwrites)
                    throw UsageError("the output " + destination.file->string() +
                                     " would overwrite an input; write it elsewhere");
            }
        }
    }
}

}  // namespace

std::string_view extension(Format format) {
    switch (format) {
        case Format::text:
            return ".txt";
        case Format::csv:
            return ".csv";
        case Format::html:
            return ".html";
        case Format::json:
            break;
    }
    return ".json";
}

std::optional<std::vector<Format>> parse_formats(const std::string& names) {
    std::vector<Format> formats;
    for (std::size_t start = 0; start <= names.size();) {
        const auto comma = std::min(names.find(',', start), names.size());
        const auto format = parse_format(names.substr(start, comma - start));
        if (!format) return std::nullopt;
        if (std::find(formats.begin(), formats.end(), *format) == formats.end()) formats.push_back(*format);
        start = comma + 1;
    }
    return formats;
}

std::vector<Job> plan_jobs(const std::vector<fs::path>& inputs, const OutputRequest& request) {
    std::vector<Job> jobs = group(inputs, request.grouping);
    refuse_impossible(jobs, request);
    for (Job& job : jobs) job.destinations = destinations_of(job, request);
    refuse_overwriting_inputs(jobs);
    return jobs;
}

}  // namespace nianbao
