// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/command.h"
#include "review/log/log_lines.h"

namespace nianbao::review {

/// `nianbao log`
class LogCommand : public Command {
  public:
    void add_to(CLI::App& app) override;
    bool asked_for() const override { return asked_for_; }
    int run() override;

  private:
    void list() const;
    void histogram() const;
    void reliability() const;
    void follow_log() const;
    std::string store_, order_ = "written";
    LogFilter filter_;
    int page_ = 0;
    double below_ = 0;
    std::size_t limit_ = 0;
    bool asked_for_ = false, json_ = false, reverse_ = false, histogram_ = false, reliability_ = false, follow_ = false;
};

}  // namespace nianbao::review
