// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/commands/explain.h"

namespace CLI {
class App;
}

namespace nianbao {

/// The options of `nianbao explain` on the command line. Lives until the line was parsed.
class ExplainOptions {
  public:
    explicit ExplainOptions(CLI::App& app);
    bool asked_for() const;
    /// @throws UsageError when neither cells nor --review were given
    ExplainRequest request() const;

  private:
    CLI::App* command_;
    std::string record_, format_, output_, crop_, password_;
    std::vector<std::string> cells_, reports_;
    bool for_review_ = false, no_sandbox_ = false;
    double dpi_ = 300;
};

}  // namespace nianbao
