// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/command.h"

namespace nianbao::review {

/// `nianbao show`
class ShowCommand : public Command {
  public:
    void add_to(CLI::App& app) override;
    bool asked_for() const override { return asked_for_; }
    int run() override;

  private:
    std::string store_, document_;
    bool asked_for_ = false, tables_ = false, doubtful_ = false;
};

}  // namespace nianbao::review
