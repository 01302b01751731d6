// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

#include "pipeline/command.h"

namespace nianbao::review {

/// `nianbao review`
class ReviewCommand : public Command {
  public:
    void add_to(CLI::App& app) override;
    bool asked_for() const override { return asked_for_; }
    int run() override;

  private:
    int serve() const;
    int learn() const;
    std::string store_, reviewer_, models_;
    unsigned short port_ = 0;
    bool asked_for_ = false, no_browser_ = false, no_sandbox_ = false, learn_ = false, dry_run_ = false;
};

}  // namespace nianbao::review
