// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>

#include "pipeline/batch/plan.h"
#include "pipeline/store/outcome.h"
#include "pipeline/workers/pool.h"

namespace nianbao::batch {

/// What a run has done so far.
struct Tally {
    int files = 0;          ///< looked at
    int to_do = 0;          ///< documents to convert, those done among them
    int done_before = 0;    ///< needed nothing
    int failed_before = 0;  ///< failed in an earlier run and were left
    int duplicates = 0;
    std::map<store::Outcome, int> outcomes;  ///< of this run's documents
    long pages = 0, cells = 0, cells_for_review = 0;
    long page_deaths = 0;  ///< attempts at pages that ended in a worker's death
    int quarantined_pages = 0;
    double seconds = 0;  ///< since the run began
    std::size_t at_work = 0;
    bool paused = false;

    int finished() const;
    int failed() const;
};

/// Told what happens in a run. Everything has been stored before it is told.
class RunListener {
  public:
    virtual ~RunListener() = default;
    virtual void planned(const Tally&) {}
    virtual void finished(const Task&, const workers::DocumentResult&, store::Outcome, double /*seconds*/,
                          const Tally&) {}
    /// An attempt without a result: the file changed, the run was stopped, the disk is full.
    virtual void abandoned(const Task&, const std::string& /*ending*/, const std::string& /*why*/) {}
    virtual void trouble(const std::string& /*words*/, const Tally&) {}
    virtual void recovered(const Tally&) {}
    virtual void remark(const std::string& /*words*/) {}
    virtual void unavailable(const std::string& /*line*/) {}  ///< something named that is not to be had
    virtual void tick(const Tally&) {}                        ///< every so often
    virtual void ended(const std::string& /*how*/, const Tally&) {}
};

/// Tells several.
class RunListeners : public RunListener {
  public:
    void add(RunListener& listener) { all_.push_back(&listener); }
    void planned(const Tally& tally) override;
    void finished(const Task& task, const workers::DocumentResult& result, store::Outcome outcome, double seconds,
                  const Tally& tally) override;
    void abandoned(const Task& task, const std::string& ending, const std::string& why) override;
    void trouble(const std::string& words, const Tally& tally) override;
    void recovered(const Tally& tally) override;
    void remark(const std::string& words) override;
    void unavailable(const std::string& line) override;
    void tick(const Tally& tally) override;
    void ended(const std::string& how, const Tally& tally) override;

  private:
    std::vector<RunListener*> all_;
};

}  // namespace nianbao::batch
