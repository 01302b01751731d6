// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/commands/convert.h"
#include "pipeline/isolated_job.h"

namespace nianbao {

/// Shows on standard error what a job tells: errors always, summaries and progress unless quiet, remarks when verbose.
/// Progress is one line that overwrites itself, and only on a terminal.
class Terminal : public JobListener {
  public:
    /// @param name  of the input, for the progress line
    Terminal(std::string name, Verbosity verbosity);
    ~Terminal() override { clear(); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    void at(int page, int pages, std::string_view stage) override;
    void say(const std::string& line) override;
    void remark(const std::string& line) override;
    void error(const std::string& line) override;

  private:
    void clear();
    void print(const std::string& line);
    std::string name_;
    Verbosity verbosity_;
    bool can_overwrite_;
    bool showing_ = false;
};

}  // namespace nianbao
