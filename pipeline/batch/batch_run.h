// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <deque>
#include <map>
#include <optional>

#include "pipeline/batch/converter.h"
#include "pipeline/batch/plan.h"
#include "pipeline/batch/run_listener.h"
#include "pipeline/batch/stop_signal.h"
#include "pipeline/store/store.h"

namespace nianbao::batch {

enum class RunEnd {
    complete,
    stopped,  ///< as asked for; what was not done is done by the next run
    trouble,  ///< the store or the system would not have it; nothing is lost, the next run goes on
};
std::string_view name(RunEnd end);

struct RunIds {
    std::int64_t run = 0, recipe = 0;
};

/// The loop of a batch: gives tasks to the converter, stores what comes back. Trouble with the store or the system
/// pauses it: results are kept and stored later, nothing new is begun, and no document is blamed.
class BatchRun {
  public:
    struct Parts {
        store::Store& store;
        Converter& converter;
        RunListener& listener;
        const StopRequest& stop;
    };
    BatchRun(const Parts& parts, const RunIds& ids, const Settings& settings);

    /// @throws store::Trouble that will not pass by itself (damaged, not writable); workers are stopped then
    RunEnd work(Plan plan);

    const Tally& tally() const { return tally_; }
    const std::string& last_trouble() const { return trouble_words_; }

  private:
    using Clock = std::chrono::steady_clock;
    struct AtWork {
        Task task;
        Clock::time_point since;
    };
    struct Unstored {
        std::int64_t attempt;
        AtWork work;
        workers::DocumentResult result;
        double seconds;
    };

    void loop();
    void submit_some();
    void submit(Task task);
    workers::DocumentRequest request_for(const Task& task, std::int64_t attempt) const;
    void take(std::optional<workers::DocumentResult> result);
    void store_results();
    void store_one(Unstored& item);
    void came_to(const Unstored& item, store::Outcome outcome);
    bool content_held(const Unstored& item);
    void read_again(Task task);
    bool is_under_way(std::int64_t document) const;

    /// False when it failed for now, and the run is paused.
    template <class Work>
    bool attempted(Work work);
    void pause(const std::string& words);
    bool may_try() const;
    bool out_of_patience() const;
    bool told_to_stop();
    void abandon_rest(const std::string& why);
    void tick();

    Parts parts_;
    RunIds ids_;
    const Settings& settings_;
    Tally tally_;
    std::deque<Task> queue_;
    std::map<std::int64_t, AtWork> at_work_;  ///< by attempt
    std::deque<Unstored> unstored_;
    Clock::time_point began_ = Clock::now(), next_try_{};
    std::optional<Clock::time_point> paused_since_, stop_since_;
    std::string trouble_words_;
};

}  // namespace nianbao::batch
