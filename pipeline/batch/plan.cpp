// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/plan.h"

#include <algorithm>
#include <memory>

#include "document/failure.h"
#include "pipeline/batch/content.h"
#include "pipeline/store/trouble.h"

namespace nianbao::batch {
namespace {

using store::DocumentState;
using store::Outcome;

/// Writes are gathered: a commit is a wait for the disk, and there are thousands of names on a first night.
class Batches {
  public:
    explicit Batches(store::Database& database) : database_(database) {}
    void before_write() {
        if (!open_) open_ = std::make_unique<store::Transaction>(database_);
    }
    void after_write() {
        if (++writes_ % 200 == 0) commit();
    }
    void commit() {
        if (open_) open_->commit();
        open_.reset();
    }

  private:
    store::Database& database_;
    std::unique_ptr<store::Transaction> open_;
    int writes_ = 0;
};

class Planner {
  public:
    Planner(store::Store& store, const PlanOptions& options)
        : database_(store.database()), options_(options), batches_(database_) {}

    void look_at(const Candidate& candidate) {
        const auto known = store::find_file(database_, candidate.path);
        if (known && known->document && options_.check_content == Switch::off && known->still(candidate.stamp)) {
            add({*known->document, known->id, candidate.path, "", candidate.stamp});
            return;
        }
        batches_.before_write();
        read(candidate);
        batches_.after_write();
    }
    Plan finish() {
        store_reassigned();
        batches_.commit();
        for (auto& [document, tasks] : by_document_) decide(document, tasks);
        std::stable_sort(due_.begin(), due_.end(), [](const Due& a, const Due& b) {
            return std::pair(a.interrupted, a.task.path.native()) < std::pair(b.interrupted, b.task.path.native());
        });
        for (Due& due : due_) plan_.tasks.push_back(std::move(due.task));
        return std::move(plan_);
    }

  private:
    struct Due {
        Task task;
        int interrupted;
    };

    void add(Task task) {
        plan_.files.push_back(task.file);
        by_document_[task.document].push_back(std::move(task));
    }
    void read(const Candidate& candidate) {
        try {
            const Content content = read_content(candidate.path);
            const auto registered =
                store::register_file(database_, candidate.path, content.stamp, content.sha256, content.seen_ns);
            add({registered.document, registered.file, candidate.path, content.sha256, content.stamp});
        } catch (const Failure& failure) {
            if (dynamic_cast<const store::Trouble*>(&failure)) throw;
            const Outcome outcome = failure.code() == "input.changed" ? Outcome::changed : Outcome::unreadable;
            store::register_trouble(database_, candidate.path, outcome, failure.cause());
            plan_.files.push_back(store::find_file(database_, candidate.path)->id);
        }
    }
    void store_reassigned() {
        batches_.before_write();
        store::reassign_documents(database_);
    }
    /// Candidates come sorted by name, and so do the tasks of one document.
    void decide(std::int64_t document, std::vector<Task>& tasks) {
        const DocumentState state = store::document_state(database_, document);
        plan_.duplicates += static_cast<int>(tasks.size()) - 1;
        if (!is_due(state, options_)) {
            ++(store::is_failure(state.outcome) ? plan_.failed_before : plan_.done);
            return;
        }
        auto own = std::find_if(tasks.begin(), tasks.end(), [&](const Task& task) { return task.file == state.file; });
        Task task = own == tasks.end() ? tasks.front() : *own;
        task.sha256 = state.sha256;
        due_.push_back({std::move(task), state.interrupted});
    }

    store::Database& database_;
    const PlanOptions& options_;
    Batches batches_;
    Plan plan_;
    std::map<std::int64_t, std::vector<Task>> by_document_;
    std::vector<Due> due_;
};

}  // namespace

bool is_due(const DocumentState& state, const PlanOptions& options) {
    if (state.outcome == Outcome::waiting || state.recipe != options.recipe) return true;
    if (state.outcome == Outcome::encrypted && options.has_password == Switch::on) return true;
    return options.retry == Switch::on && (store::is_failure(state.outcome) || state.quarantined > 0);
}

Plan make_plan(store::Store& store, const std::vector<Candidate>& candidates, const PlanOptions& options,
               const std::function<bool(std::size_t)>& looked_at) {
    Planner planner(store, options);
    std::size_t count = 0;
    for (const Candidate& candidate : candidates) {
        if (looked_at && !looked_at(count++)) break;
        planner.look_at(candidate);
    }
    return planner.finish();
}

}  // namespace nianbao::batch
