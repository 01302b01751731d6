// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/metrics.h"

#include <ctime>
#include <sstream>

#include "pipeline/store/trouble.h"
#include "pipeline/store/whole_file.h"

namespace nianbao::batch {
namespace {

constexpr std::chrono::seconds between{15};  // as often as Prometheus usually looks

void metric(std::ostringstream& out, const char* name, const char* type, const char* help, double value) {
    out << "# HELP " << name << " " << help << "\n# TYPE " << name << " " << type << "\n"
        << name << " " << value << "\n";
}

std::int64_t last_complete_run(const store::Database& database) {
    return database.number("SELECT CAST(strftime('%s', max(finished)) AS INTEGER) FROM runs WHERE ended = 'complete'")
        .value_or(0);
}

std::map<std::string, std::int64_t> files_by_outcome(const store::Database& database) {
    std::map<std::string, std::int64_t> counts;
    for (const store::Outcome outcome : store::all_outcomes) counts[std::string(store::name(outcome))] = 0;
    store::Statement rows = database.query("SELECT outcome, count(*) FROM reports GROUP BY outcome");
    while (rows.next()) counts[rows.text(0)] = rows.integer(1);
    return counts;
}

}  // namespace

std::string metrics_text(const MetricsFacts& facts) {
    std::ostringstream out;
    out.precision(17);
    const Tally& tally = facts.tally;
    out << "# HELP nianbao_store_files Files that the store knows, by what became of them.\n"
           "# TYPE nianbao_store_files gauge\n";
    for (const auto& [outcome, count] : facts.files_by_outcome)
        out << "nianbao_store_files{outcome=\"" << outcome << "\"} " << count << "\n";
    out << "# HELP nianbao_run_documents Documents of the current or last run, by what became of them.\n"
           "# TYPE nianbao_run_documents gauge\n";
    for (const store::Outcome outcome : store::all_outcomes) {
        const auto found = tally.outcomes.find(outcome);
        out << "nianbao_run_documents{outcome=\"" << store::name(outcome) << "\"} "
            << (found == tally.outcomes.end() ? 0 : found->second) << "\n";
    }
    metric(out, "nianbao_run_active", "gauge", "1 while a run is at work.", facts.active ? 1 : 0);
    metric(out, "nianbao_run_paused", "gauge", "1 while the run waits for room on the disk.", tally.paused ? 1 : 0);
    metric(out, "nianbao_run_start_time_seconds", "gauge", "When the run began.", static_cast<double>(facts.started));
    metric(out, "nianbao_last_complete_run_time_seconds", "gauge", "When a run last came to its end; 0: never.",
           static_cast<double>(facts.completed));
    metric(out, "nianbao_run_to_do", "gauge", "Documents that the run had to convert.", tally.to_do);
    metric(out, "nianbao_run_duration_seconds", "gauge", "How long the run has been at work.", tally.seconds);
    metric(out, "nianbao_run_pages", "gauge", "Pages of the documents converted.", static_cast<double>(tally.pages));
    metric(out, "nianbao_run_cells", "gauge", "Cells of the form in them.", static_cast<double>(tally.cells));
    metric(out, "nianbao_run_cells_for_review", "gauge", "Cells that a person must look at.",
           static_cast<double>(tally.cells_for_review));
    metric(out, "nianbao_run_page_deaths", "gauge", "Attempts at pages that ended in a worker's death.",
           static_cast<double>(tally.page_deaths));
    metric(out, "nianbao_run_quarantined_pages", "gauge", "Pages that were given up.", tally.quarantined_pages);
    metric(out, "nianbao_store_free_bytes", "gauge", "Room left on the store's file system.",
           static_cast<double>(facts.free_bytes));
    return out.str();
}

Metrics::Metrics(store::Store& store, std::filesystem::path file)
    : store_(store),
      file_(std::move(file)),
      started_(std::time(nullptr)),
      completed_(last_complete_run(store.database())) {}

void Metrics::planned(const Tally& tally) {
    write(tally, true);
}
void Metrics::finished(const Task&, const workers::DocumentResult&, store::Outcome, double, const Tally& tally) {
    tick(tally);
}
void Metrics::trouble(const std::string&, const Tally& tally) {
    write(tally, true);
}
void Metrics::recovered(const Tally& tally) {
    write(tally, true);
}
void Metrics::tick(const Tally& tally) {
    if (std::chrono::steady_clock::now() - written_ > between) write(tally, true);
}
void Metrics::ended(const std::string&, const Tally& tally) {
    try {
        completed_ = last_complete_run(store_.database());
    } catch (const store::Trouble&) {
    }
    write(tally, false);
}

void Metrics::write(const Tally& tally, bool active) {
    written_ = std::chrono::steady_clock::now();
    try {
        std::error_code error;
        const auto space = std::filesystem::space(store_.folder(), error);
        const std::string text = metrics_text(
            {tally, active, files_by_outcome(store_.database()), started_, completed_, error ? 0 : space.available});
        // Always the same name, so that a run that was killed leaves no more than one, and the next run takes it over.
        const auto temporary = file_.parent_path() / ("." + file_.filename().string() + ".tmp");
        store_.files().remove(temporary);
        store::WholeFile whole(store_.files(), temporary);
        whole.write(text);
        whole.place(file_);
    } catch (const store::Trouble&) {
        // The log says why; monitoring notices that the file has grown old.
    }
}

}  // namespace nianbao::batch
