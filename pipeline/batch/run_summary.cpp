// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/run_summary.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/store/file_names.h"

namespace nianbao::batch {
namespace {

using Json = nlohmann::ordered_json;
using store::Outcome;

Json failure_json(const FileResult& file) {
    Json item = {{"file", file.name}, {"outcome", store::name(file.outcome)}};
    if (!file.stage.empty()) item["stage"] = file.stage;
    if (file.page > 0) item["page"] = file.page;
    item["cause"] = file.cause;
    if (!file.remedy.empty()) item["remedy"] = file.remedy;
    return item;
}

Json tally_json(const Tally& tally) {
    Json run = {{"to_do", tally.to_do}, {"done", tally.finished()}, {"failed", tally.failed()}};
    run["done_before"] = tally.done_before;
    run["failed_before"] = tally.failed_before;
    run["pages"] = tally.pages;
    run["page_deaths"] = tally.page_deaths;
    run["quarantined_pages"] = tally.quarantined_pages;
    run["cells"] = tally.cells;
    run["cells_for_review"] = tally.cells_for_review;
    run["seconds"] = std::round(tally.seconds * 1e3) / 1e3;
    return run;
}

std::string counted(int count, std::string_view what) {
    return std::to_string(count) + " " + std::string(what);
}

}  // namespace

std::vector<FileResult> file_results(const store::Database& database, const std::vector<std::int64_t>& ids) {
    std::vector<FileResult> results;
    store::Statement row = database.prepare(
        "SELECT file, outcome, stage, cause, remedy, page, cells, cells_for_review, duplicate_of FROM reports "
        "WHERE file_id = ?");
    for (const std::int64_t id : std::set<std::int64_t>(ids.begin(), ids.end())) {
        row.bind({id});
        if (!row.next()) continue;
        results.push_back({row.text(0), store::outcome_named(row.text(1)).value_or(Outcome::internal_error),
                           row.text(2), row.text(3), row.text(4), row.text(8), static_cast<int>(row.integer(5)),
                           static_cast<int>(row.integer(6)), static_cast<int>(row.integer(7))});
    }
    std::sort(results.begin(), results.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return results;
}

int RunSummary::count(Outcome outcome) const {
    return static_cast<int>(std::ranges::count(files, outcome, &FileResult::outcome));
}

int RunSummary::failures() const {
    return static_cast<int>(
        std::ranges::count_if(files, [](const FileResult& file) { return store::is_failure(file.outcome); }) +
        static_cast<std::ptrdiff_t>(problems.size()));
}

int RunSummary::exit_code(Switch strict) const {
    if (ended == "trouble" || count(Outcome::internal_error) > 0) return 1;
    if (failures() > 0) return 3;
    return strict == Switch::on && count(Outcome::for_review) > 0 ? 4 : 0;
}

std::vector<std::string> RunSummary::lines() const {
    std::vector<std::string> out;
    std::string line = counted(static_cast<int>(files.size()), files.size() == 1 ? "file" : "files");
    std::string separator = ": ";
    for (const Outcome outcome : store::all_outcomes) {
        if (count(outcome) == 0) continue;
        line += separator + counted(count(outcome), store::words(outcome));
        separator = ", ";
    }
    out.push_back(line);
    line = counted(tally.finished(), "converted or tried now") + ", " + counted(tally.done_before, "done before");
    if (tally.failed_before > 0) line += ", " + counted(tally.failed_before, "failed before (nianbao retry)");
    if (!problems.empty()) line += ", " + counted(static_cast<int>(problems.size()), "not to be had");
    out.push_back(line);
    if (ended == "stopped") out.emplace_back("stopped before its end; the same command goes on where it was");
    if (ended == "trouble") out.push_back("stopped: " + trouble);
    return out;
}

std::string RunSummary::json() const {
    nlohmann::ordered_json all = {{"schema", "nianbao.batch/1"}, {"store", store}, {"recipe", recipe}};
    all["started"] = started;
    all["finished"] = finished;
    all["ended"] = ended;
    if (!trouble.empty()) all["trouble"] = trouble;
    all["files"] = files.size();
    for (const Outcome outcome : store::all_outcomes) all["outcomes"][store::name(outcome)] = count(outcome);
    all["run"] = tally_json(tally);
    all["failures"] = nlohmann::ordered_json::array();
    for (const Problem& problem : problems) {
        all["failures"].push_back(
            {{"file", store::readable_name(problem.path)}, {"outcome", "missing"}, {"cause", problem.cause}});
    }
    all["for_review"] = nlohmann::ordered_json::array();
    all["duplicates"] = nlohmann::ordered_json::array();
    for (const FileResult& file : files) {
        if (store::is_failure(file.outcome)) all["failures"].push_back(failure_json(file));
        if (file.outcome == Outcome::for_review)
            all["for_review"].push_back(
                {{"file", file.name}, {"cells", file.cells}, {"cells_for_review", file.cells_for_review}});
        if (file.outcome == Outcome::duplicate)
            all["duplicates"].push_back({{"file", file.name}, {"duplicate_of", file.duplicate_of}});
    }
    return all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace nianbao::batch
