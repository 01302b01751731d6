// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <filesystem>

#include "pipeline/batch/run_listener.h"
#include "pipeline/store/store.h"

namespace nianbao::batch {

/// A textfile for Prometheus' node exporter, written whole: when the run begins, every quarter of a minute, when it
/// ends. It never ends a run: where it cannot be written, the next time is tried again.
class Metrics : public RunListener {
  public:
    Metrics(store::Store& store, std::filesystem::path file);
    void planned(const Tally& tally) override;
    void finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome, double seconds,
                  const Tally& tally) override;
    void trouble(const std::string& words, const Tally& tally) override;
    void recovered(const Tally& tally) override;
    void tick(const Tally& tally) override;
    void ended(const std::string& how, const Tally& tally) override;

  private:
    void write(const Tally& tally, bool active);
    store::Store& store_;
    std::filesystem::path file_;
    std::chrono::steady_clock::time_point written_{};
    std::int64_t started_, completed_;
};

struct MetricsFacts {
    Tally tally;
    bool active = false;
    std::map<std::string, std::int64_t> files_by_outcome;  ///< in the store
    std::int64_t started = 0, completed = 0;               ///< seconds since 1970; 0: never
    std::uintmax_t free_bytes = 0;
};
/// The text exposition format.
std::string metrics_text(const MetricsFacts& facts);

}  // namespace nianbao::batch
