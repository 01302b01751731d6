// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/whole_run.h"

#include <set>
#include <thread>

#include "document/failure.h"
#include "pipeline/batch/event_log.h"
#include "pipeline/batch/metrics.h"
#include "pipeline/batch/recipe_fingerprint.h"
#include "pipeline/batch/watch_list.h"
#include "pipeline/store/attempts.h"
#include "pipeline/store/clock.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/store_lock.h"
#include "pipeline/store/trouble.h"

namespace nianbao::batch {
namespace {

namespace fs = std::filesystem;
using store::Trouble;

std::unique_ptr<store::StoreLock> take_lock(const Settings& settings, const StopRequest& stop, RunListener& progress) {
    bool told = false;
    auto lock = store::StoreLock::wait_for(settings.store, [&](const std::string& holder) {
        if (settings.no_wait == Switch::on) return false;
        if (!told) progress.remark("another run has the store (" + holder + "); waiting for it to end");
        told = true;
        return stop.times() == 0;
    });
    if (lock) return lock;
    throw Trouble("store.busy", "another run has the store (" + store::StoreLock::holder(settings.store) + ")",
                  "wait for it to end");
}

/// Candidates of a retry: files in the store whose document, or a page of it, or who themselves, failed.
std::vector<std::string> failed_paths(const store::Database& database) {
    std::vector<std::string> paths;
    store::Statement rows = database.query(
        "SELECT files.path FROM files JOIN reports ON reports.file_id = files.id WHERE reports.outcome NOT IN "
        "('converted', 'for_review', 'waiting', 'duplicate') OR (reports.outcome = 'for_review' AND EXISTS "
        "(SELECT 1 FROM pages WHERE pages.document_id = reports.document_id AND quarantined)) ORDER BY files.path");
    while (rows.next()) paths.push_back(rows.text(0));
    return paths;
}

/// Names of the store are exact: none of them is a pattern, and those that are gone are only mentioned.
Inputs retry_inputs(const store::Database& database, const std::vector<std::string>& wanted,
                    const InputOptions& options, RunListener& listener) {
    std::set<std::string> named;
    if (!wanted.empty()) {
        for (const Candidate& candidate : find_inputs(wanted, options).files) named.insert(candidate.path.native());
    }
    Inputs inputs;
    for (const std::string& path : failed_paths(database)) {
        if (!wanted.empty() && !named.count(path)) continue;
        if (const auto stamp = store::stamp_of(path)) {
            inputs.files.push_back({path, *stamp});
        } else {
            listener.remark(store::readable_name(std::string_view(path)) + ": is no longer there; left as it was");
        }
    }
    return inputs;
}

void tell_left_out(const Inputs& inputs, RunListener& listener) {
    if (!inputs.links.empty())
        listener.remark(std::to_string(inputs.links.size()) +
                        " symbolic links were not followed (--follow-links), e.g. " +
                        store::readable_name(inputs.links.front()));
    if (inputs.others > 0) listener.remark(std::to_string(inputs.others) + " files that are no reports were left out");
    for (const std::string& pattern : inputs.unmatched) {
        listener.remark("nothing matches " + store::readable_name(std::string_view(pattern)));
    }
}

class WholeRun {
  public:
    WholeRun(const Settings& settings, Scope scope, const StopRequest& stop, RunListener& progress,
             const RunParts& parts)
        : settings_(settings),
          scope_(scope),
          stop_(stop),
          recipe_(parts.recipe ? parts.recipe(settings) : recipe_of(settings)),
          converter_(parts.converter(settings)),
          store_(settings.store, store::Store::Purpose::write, parts.store) {
        ids_.recipe = store::recipe_id(store_.database(), recipe_);
        ids_.run = store::begin_run(store_.database(), ids_.recipe);
        listeners_.add(progress);
        log_.emplace(settings.store / "logs", settings, ids_.run,
                     [&progress](const std::string& why) { progress.remark("the log cannot be written: " + why); });
        listeners_.add(*log_);
        metrics_.emplace(store_, settings.metrics.value_or(settings.store / "metrics.prom"));
        listeners_.add(*metrics_);
        run_.emplace(BatchRun::Parts{store_, *converter_, listeners_, stop_}, ids_, settings_);
        summary_.started = store::utc_now();
    }

    RunSummary work() {
        const RunEnd end = settings_.watch == Switch::on ? watch() : once();
        finish(end);
        return std::move(summary_);
    }

  private:
    InputOptions input_options() const { return {settings_.store, settings_.follow_links, settings_.since_ns}; }

    Plan plan(const std::vector<Candidate>& candidates) {
        PlanOptions options;
        options.recipe = ids_.recipe;
        options.check_content = settings_.check_content;
        options.retry = scope_ == Scope::failures ? Switch::on : settings_.retry;
        constexpr std::size_t many = 1000;
        if (candidates.size() >= many) listeners_.remark("looking at " + std::to_string(candidates.size()) + " files");
        options.has_password = settings_.password.empty() ? Switch::off : Switch::on;
        Plan plan = make_plan(store_, candidates, options, [this](std::size_t) { return stop_.times() == 0; });
        scope_files_.insert(scope_files_.end(), plan.files.begin(), plan.files.end());
        return plan;
    }
    RunEnd once() {
        Inputs inputs = scope_ == Scope::failures
                            ? retry_inputs(store_.database(), settings_.paths, input_options(), listeners_)
                            : find_inputs(settings_.paths, input_options());
        tell(inputs);
        Plan planned = plan(inputs.files);
        if (stop_.times() > 0 && planned.tasks.empty()) return RunEnd::stopped;
        return run_->work(std::move(planned));
    }
    void tell(const Inputs& inputs) {
        tell_left_out(inputs, listeners_);
        for (const Problem& problem : inputs.problems) {
            listeners_.unavailable(Failure("", "open", problem.cause, "check the path and its permissions")
                                       .line(store::readable_name(problem.path)));
            summary_.problems.push_back(problem);
        }
    }
    RunEnd watch() {
        WatchList list(settings_.settle);
        bool first = true;
        while (stop_.times() == 0) {
            const Inputs inputs = find_inputs(settings_.paths, input_options());
            if (first) tell(inputs);
            first = false;
            const auto ready = list.ready(inputs.files, std::chrono::steady_clock::now());
            if (!ready.empty()) {
                const RunEnd end = run_->work(plan(ready));
                if (end != RunEnd::complete) return end;
            }
            sleep();
        }
        return RunEnd::stopped;
    }
    void sleep() {
        const auto until = std::chrono::steady_clock::now() + settings_.poll;
        while (stop_.times() == 0 && std::chrono::steady_clock::now() < until) {
            listeners_.tick(run_->tally());
            std::this_thread::sleep_for(
                std::min<std::chrono::milliseconds>(settings_.poll, std::chrono::milliseconds(100)));
        }
    }
    void finish(RunEnd end) {
        summary_.store = store::readable_name(settings_.store);
        summary_.recipe = recipe_.fingerprint;
        summary_.finished = store::utc_now();
        summary_.ended = name(end);
        if (end == RunEnd::trouble) summary_.trouble = run_->last_trouble();
        summary_.tally = run_->tally();
        summary_.files = file_results(store_.database(), scope_files_);
        try {
            store::end_run(store_.database(), ids_.run, name(end), summary_.json());
        } catch (const Trouble&) {
            if (end != RunEnd::trouble) throw;
        }
        listeners_.ended(std::string(name(end)), summary_.tally);
    }

    const Settings& settings_;
    Scope scope_;
    const StopRequest& stop_;
    store::Recipe recipe_;
    std::unique_ptr<Converter> converter_;
    store::Store store_;
    RunIds ids_;
    RunListeners listeners_;
    std::optional<EventLog> log_;
    std::optional<Metrics> metrics_;
    std::optional<BatchRun> run_;
    std::vector<std::int64_t> scope_files_;
    RunSummary summary_;
};

}  // namespace

RunSummary whole_run(const Settings& settings, Scope scope, const StopRequest& stop, RunListener& progress,
                     const RunParts& parts) {
    store::make_store_folder(settings.store);
    const auto lock = take_lock(settings, stop, progress);
    return WholeRun(settings, scope, stop, progress, parts).work();
}

}  // namespace nianbao::batch
