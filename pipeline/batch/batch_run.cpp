// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/batch_run.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "document/failure.h"
#include "pipeline/batch/content.h"
#include "pipeline/store/attempts.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/trouble.h"

namespace nianbao::batch {
namespace {

using store::Outcome;
using workers::DocumentResult;
using workers::Ending;

constexpr std::chrono::milliseconds slice{100};  // that a signal, or room on the disk, waits to be noticed
constexpr int most_changes = 3;                  // of one file within a run

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

std::string_view name(RunEnd end) {
    switch (end) {
        case RunEnd::complete:
            return "complete";
        case RunEnd::stopped:
            return "stopped";
        case RunEnd::trouble:
            break;
    }
    return "trouble";
}

BatchRun::BatchRun(const Parts& parts, const RunIds& ids, const Settings& settings)
    : parts_(parts), ids_(ids), settings_(settings) {}

RunEnd BatchRun::work(Plan plan) {
    queue_ = std::move(plan.tasks);
    tally_.files += static_cast<int>(plan.files.size());
    tally_.to_do += static_cast<int>(queue_.size());
    tally_.done_before += plan.done;
    tally_.failed_before += plan.failed_before;
    tally_.duplicates += plan.duplicates;
    parts_.listener.planned(tally_);
    try {
        while (!queue_.empty() || !at_work_.empty() || !unstored_.empty()) {
            if (told_to_stop()) {
                abandon_rest("the run was stopped");
                return RunEnd::stopped;
            }
            if (out_of_patience()) {
                abandon_rest(trouble_words_);
                return RunEnd::trouble;
            }
            loop();
        }
    } catch (...) {
        abandon_rest("the run ended");
        throw;
    }
    return RunEnd::complete;
}

void BatchRun::loop() {
    if (!stop_since_ && may_try()) submit_some();
    take(parts_.converter.wait(slice));
    if (may_try()) store_results();
    tick();
}

void BatchRun::submit_some() {
    // While paused, one is enough to find out whether it is over.
    while (!queue_.empty() && parts_.converter.wants_more() && (!paused_since_ || at_work_.empty())) {
        Task task = queue_.front();
        if (!attempted([&] { submit(task); })) return;
        queue_.pop_front();
        if (paused_since_) return;
    }
}

void BatchRun::submit(Task task) {
    if (store::stamp_of(task.path) != task.stamp) return read_again(std::move(task));
    const std::int64_t attempt =
        store::begin_attempt(parts_.store.database(), {task.document, task.file, ids_.run, ids_.recipe});
    try {
        parts_.converter.submit(request_for(task, attempt));
    } catch (const std::system_error& error) {  // no process, no memory: not the document's fault
        store::abandon_attempt(parts_.store.database(), attempt, "trouble", error.what());
        throw store::trouble_of(error.code().value(), "start a worker");
    }
    at_work_[attempt] = {std::move(task), Clock::now()};
}

workers::DocumentRequest BatchRun::request_for(const Task& task, std::int64_t attempt) const {
    workers::DocumentRequest request;
    request.ticket = static_cast<std::uint64_t>(attempt);
    request.files = {task.path};
    request.password = settings_.password;
    request.language = settings_.language;
    request.dpi = settings_.dpi;
    request.text_form = settings_.keep_text == Switch::on;
    request.page_images = settings_.keep_images == Switch::on;
    return request;
}

void BatchRun::take(std::optional<DocumentResult> result) {
    if (!result) return;
    const auto found = at_work_.find(static_cast<std::int64_t>(result->ticket));
    if (found == at_work_.end()) return;
    const double seconds = seconds_since(found->second.since);
    unstored_.push_back({found->first, std::move(found->second), std::move(*result), seconds});
    at_work_.erase(found);
}

void BatchRun::store_results() {
    while (!unstored_.empty()) {
        if (!attempted([&] { store_one(unstored_.front()); })) return;
        unstored_.pop_front();
    }
}

void BatchRun::store_one(Unstored& item) {
    const Task& task = item.work.task;
    store::Database& database = parts_.store.database();
    if (item.result.ending == Ending::no_output_space) {
        store::abandon_attempt(database, item.attempt, "trouble", item.result.cause);
        parts_.listener.abandoned(task, "trouble", item.result.cause);
        queue_.push_front(task);
        return pause(item.result.cause.empty() ? "no room for the workers' results" : item.result.cause);
    }
    if (!content_held(item)) {
        store::abandon_attempt(database, item.attempt, "changed", "the file changed while it was read");
        parts_.listener.abandoned(task, "changed", "the file changed while it was read");
        return read_again(task);
    }
    store::finish_attempt(parts_.store, item.attempt, item.result, item.seconds);
    came_to(item, *store::outcome_of(item.result));
}

void BatchRun::came_to(const Unstored& item, Outcome outcome) {
    const DocumentResult& result = item.result;
    ++tally_.outcomes[outcome];
    for (const workers::PageHistory& page : result.pages) {
        tally_.page_deaths += static_cast<long>(page.deaths.size());
        tally_.quarantined_pages += page.quarantined ? 1 : 0;
    }
    if (result.record) {
        tally_.pages += result.record->source.pages;
        tally_.cells += static_cast<long>(result.record->cells.size());
        tally_.cells_for_review += result.record->review_count();
    }
    if (std::exchange(paused_since_, std::nullopt)) {
        tally_.paused = false;
        parts_.listener.recovered(tally_);
    }
    tally_.seconds = seconds_since(began_);
    parts_.listener.finished(item.work.task, result, outcome, item.seconds, tally_);
}

/// What was converted is what the attempt was about. A file that was only touched, or linked, is the same.
bool BatchRun::content_held(const Unstored& item) {
    const Task& task = item.work.task;
    if (item.result.code == "input.changed") return false;  // the pool noticed it by itself
    if (item.result.record && item.result.record->source.sha256 != task.sha256) return false;
    if (store::stamp_of(task.path) == task.stamp) return true;
    try {
        return read_content(task.path).sha256 == task.sha256;
    } catch (const Failure&) {
        // Gone after it was read: the record is good. Gone before: nothing was read.
        return item.result.record.has_value();
    }
}

void BatchRun::read_again(Task task) {
    store::Transaction transaction(parts_.store.database());
    bool due = false, failed = false;
    try {
        if (++task.changes >= most_changes)
            throw Failure("input.changed", "open", "the file kept changing while it was read", "run again later");
        const Content content = read_content(task.path);
        const auto registered =
            store::register_file(parts_.store.database(), task.path, content.stamp, content.sha256, content.seen_ns);
        task.document = registered.document;
        task.sha256 = content.sha256;
        task.stamp = content.stamp;
        due = is_due(store::document_state(parts_.store.database(), task.document), {ids_.recipe}) &&
              !is_under_way(task.document);
    } catch (const Failure& failure) {
        if (dynamic_cast<const store::Trouble*>(&failure)) throw;
        const Outcome outcome = failure.code() == "input.unreadable" ? Outcome::unreadable : Outcome::changed;
        store::register_trouble(parts_.store.database(), task.path, outcome, failure.cause());
        parts_.listener.abandoned(task, std::string(store::name(outcome)), failure.cause());
        ++tally_.outcomes[outcome];
        failed = true;
    }
    store::reassign_documents(parts_.store.database());
    transaction.commit();
    if (due) queue_.push_back(std::move(task));
    if (!due && !failed) --tally_.to_do;  // another file has this content, too
}

bool BatchRun::is_under_way(std::int64_t document) const {
    const auto same = [document](const Task& task) { return task.document == document; };
    return std::ranges::any_of(queue_, same) ||
           std::ranges::any_of(at_work_, [&](const auto& one) { return same(one.second.task); }) ||
           std::ranges::any_of(unstored_, [&](const Unstored& one) { return same(one.work.task); });
}

template <class Work>
bool BatchRun::attempted(Work work) {
    try {
        work();
        return true;
    } catch (const store::Trouble& trouble) {
        if (!trouble.may_pass()) throw;
        pause(trouble.cause() + "; " + trouble.remedy());
        return false;
    }
}

void BatchRun::pause(const std::string& words) {
    trouble_words_ = words;
    next_try_ = Clock::now() + settings_.retry_store;
    if (paused_since_) return;
    paused_since_ = Clock::now();
    tally_.paused = true;
    parts_.listener.trouble(words, tally_);
}

bool BatchRun::may_try() const {
    return !paused_since_ || Clock::now() >= next_try_;
}

bool BatchRun::out_of_patience() const {
    return paused_since_ && at_work_.empty() && Clock::now() - *paused_since_ >= settings_.patience;
}

bool BatchRun::told_to_stop() {
    const int times = parts_.stop.times();
    if (times == 0) return false;
    if (!stop_since_) {
        stop_since_ = Clock::now();
        if (!at_work_.empty()) parts_.listener.remark("stopping; documents at work are finished first");
    }
    const bool nothing_left = at_work_.empty() && (unstored_.empty() || paused_since_);
    return nothing_left || times > 1 || Clock::now() - *stop_since_ >= settings_.grace;
}

/// Those at work are counted as interrupted here, or by the next run when the disk does not allow it now.
void BatchRun::abandon_rest(const std::string& why) {
    parts_.converter.cancel_all();
    for (Unstored& item : unstored_) at_work_[item.attempt] = std::move(item.work);
    try {
        for (const auto& [attempt, work] : at_work_) {
            store::abandon_attempt(parts_.store.database(), attempt, "interrupted", why);
            parts_.listener.abandoned(work.task, "interrupted", why);
        }
    } catch (const store::Trouble&) {
    }
    at_work_.clear();
    unstored_.clear();
    queue_.clear();
}

void BatchRun::tick() {
    tally_.seconds = seconds_since(began_);
    tally_.at_work = at_work_.size();
    parts_.listener.tick(tally_);
}

}  // namespace nianbao::batch
