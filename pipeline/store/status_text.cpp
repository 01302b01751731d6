// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/explain/visible.h"
#include "pipeline/store/outcome.h"
#include "pipeline/store/status.h"

namespace nianbao::store {
namespace {

using Json = nlohmann::ordered_json;

std::string right(const std::string& text, int columns) {
    const int missing = columns - columns_of(text);
    return std::string(static_cast<std::size_t>(std::max(0, missing)), ' ') + text;
}

std::string right(std::int64_t number, int columns) {
    return right(std::to_string(number), columns);
}

std::string more(std::size_t all, std::size_t most) {
    return all > most ? "  … and " + std::to_string(all - most) + " more (--all)\n" : "";
}

std::string group_table(const std::string& title, const std::vector<Status::Group>& groups, std::size_t most) {
    if (groups.empty()) return "";
    std::string out =
        "\n" + padded(title, 40) + "   reports  for review   cells  to review  corrected  failed checks\n";
    for (std::size_t i = 0; i < std::min(most, groups.size()); ++i) {
        const Status::Group& group = groups[i];
        out += padded(group.name.empty() ? "(none)" : visible(group.name), 40) + right(group.reports, 10) +
               right(group.for_review, 12) + right(group.cells, 8) + right(group.cells_for_review, 11) +
               right(group.cells_corrected, 11) + right(group.checks_failed, 15) + "\n";
    }
    return out + more(groups.size(), most);
}

Json group_json(const std::vector<Status::Group>& groups, const char* key) {
    Json all = Json::array();
    for (const Status::Group& group : groups) {
        Json item;
        item[key] = group.name.empty() ? Json() : Json(group.name);
        item["reports"] = group.reports;
        item["for_review"] = group.for_review;
        item["cells"] = group.cells;
        item["cells_for_review"] = group.cells_for_review;
        item["cells_answered"] = group.cells_answered;
        item["cells_corrected"] = group.cells_corrected;
        item["checks_failed"] = group.checks_failed;
        all.push_back(item);
    }
    return all;
}

std::string run_line(const Status::Run& run) {
    if (run.ended.empty()) return "  " + run.started + "  at work, or killed\n";
    return "  " + run.started + "  to " + run.finished + ", " + run.ended + "\n";
}

}  // namespace

std::string status_table(const Status& status, std::size_t most) {
    std::int64_t files = 0;
    for (const auto& [outcome, count] : status.files_by_outcome) files += count;
    std::string out = std::to_string(files) + " files, " + std::to_string(status.documents) + " different contents\n";
    for (const Outcome outcome : all_outcomes) {
        const auto found = status.files_by_outcome.find(std::string(name(outcome)));
        if (found != status.files_by_outcome.end())
            out += "  " + padded(std::string(words(outcome)), 16) + right(found->second, 8) + "\n";
    }
    if (status.records_of_older_recipes > 0)
        out += std::to_string(status.records_of_older_recipes) +
               " records were made by an older program or other settings\n";
    if (status.answered > 0)
        out += "reviewers answered " + std::to_string(status.answered) + " cells and corrected " +
               std::to_string(status.corrected) + " of them\n";
    out += group_table("year", status.by_year, most) + group_table("body", status.by_body, most);
    if (!status.for_review.empty()) out += "\nto review\n";
    for (std::size_t i = 0; i < std::min(most, status.for_review.size()); ++i) {
        const Status::Report& report = status.for_review[i];
        out += "  " + report.file + ": " + std::to_string(report.cells_for_review) + " of " +
               std::to_string(report.cells) + " cells\n";
    }
    out += more(status.for_review.size(), most);
    if (!status.failures.empty()) out += "\nfailures (nianbao retry runs them again)\n";
    for (std::size_t i = 0; i < std::min(most, status.failures.size()); ++i) {
        const Status::Report& report = status.failures[i];
        out += "  " + report.file + ": " + report.outcome + ": " + visible(report.cause) + "\n";
    }
    out += more(status.failures.size(), most);
    if (!status.runs.empty()) out += "\nlast runs\n";
    for (const Status::Run& run : status.runs) out += run_line(run);
    return out;
}

std::string status_json(const Status& status) {
    Json all = {{"schema", "nianbao.status/1"}, {"documents", status.documents}};
    for (const Outcome outcome : all_outcomes) {
        const auto found = status.files_by_outcome.find(std::string(name(outcome)));
        all["files"][std::string(name(outcome))] = found == status.files_by_outcome.end() ? 0 : found->second;
    }
    all["records_of_older_recipes"] = status.records_of_older_recipes;
    all["cells_answered"] = status.answered;
    all["cells_corrected"] = status.corrected;
    all["attempts"] = status.attempts;
    all["interrupted_attempts"] = status.interrupted;
    all["by_year"] = group_json(status.by_year, "year");
    all["by_body"] = group_json(status.by_body, "organization");
    all["for_review"] = Json::array();
    for (const Status::Report& report : status.for_review)
        all["for_review"].push_back(
            {{"file", report.file}, {"cells", report.cells}, {"cells_for_review", report.cells_for_review}});
    all["failures"] = Json::array();
    for (const Status::Report& report : status.failures) {
        Json item = {{"file", report.file}, {"outcome", report.outcome}, {"cause", report.cause}};
        item["remedy"] = report.remedy;
        item["page"] = report.page > 0 ? Json(report.page) : Json();
        all["failures"].push_back(item);
    }
    all["runs"] = Json::array();
    for (const Status::Run& run : status.runs) {
        all["runs"].push_back({{"started", run.started},
                               {"finished", run.finished.empty() ? Json() : Json(run.finished)},
                               {"ended", run.ended.empty() ? Json() : Json(run.ended)}});
    }
    return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace nianbao::store
