// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>

#include "pipeline/batch/run_listener.h"
#include "pipeline/batch/settings.h"

namespace nianbao::batch {

/// What a person sees on standard error: on a terminal one line that overwrites itself, with failures above it; else a
/// plain line a document. Quiet: failures and trouble only.
class ProgressLine : public RunListener {
  public:
    explicit ProgressLine(Switch quiet);
    ~ProgressLine() override;

    void planned(const Tally& tally) override;
    void finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome, double seconds,
                  const Tally& tally) override;
    void abandoned(const Task& task, const std::string& ending, const std::string& why) override;
    void trouble(const std::string& words, const Tally& tally) override;
    void recovered(const Tally& tally) override;
    void remark(const std::string& words) override;
    void unavailable(const std::string& line) override { print(line); }
    void tick(const Tally& tally) override;

  private:
    void print(const std::string& line);
    void show(const Tally& tally);
    bool quiet_, terminal_, showing_ = false;
    std::chrono::steady_clock::time_point shown_{};
};

/// "12 of 40 done · 1 failed · 3 for review · 4.2 pages/s · 2 min left"
std::string progress_text(const Tally& tally);

}  // namespace nianbao::batch
