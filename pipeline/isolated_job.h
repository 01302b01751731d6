// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "pipeline/progress.h"

// One input's conversion in a process of its own: a crash, a hang or a memory bomb inside a library costs that input,
// never the others.
namespace nianbao {

/// What became of one input; the larger one decides the exit code of several.
enum class Outcome { converted, needs_review, failed, internal_error };

struct JobLimits {
    std::chrono::seconds without_progress{300};  ///< given up after this long in one stage of one page; 0: never
    std::size_t memory_bytes = 0;                ///< address space of the job's process; 0: as much as there is
    bool library_noise = false;                  ///< let the libraries write to standard error
};

/// The supervisor's ear. Lines come without their line feed.
class JobListener : public Progress {
  public:
    virtual void say(const std::string& line) = 0;     ///< the job's summary
    virtual void remark(const std::string& line) = 0;  ///< for those who want to know more
    virtual void error(const std::string& line) = 0;   ///< why it could not be converted
};

/// Runs `job` in a child process, which hears nothing of this process afterwards; what the job tells its listener
/// arrives at `listener` here. Failures and exceptions that leave the job, its death and its silence all become one
/// line to listener.error() about `name`, and an Outcome.
/// Must be called while this process has a single thread.
Outcome run_isolated(const std::string& name, const JobLimits& limits, JobListener& listener,
                     const std::function<Outcome(JobListener&)>& job);

}  // namespace nianbao
