// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <vector>

#include "pipeline/commands/batch.h"

namespace CLI {
class App;
}

namespace nianbao {

/// The options of `nianbao batch` and `nianbao retry`: one for each setting. Lives until the line was parsed.
class BatchOptions {
  public:
    explicit BatchOptions(CLI::App& app);
    bool asked_for() const;
    /// What the settings file says, then what the command line says over it.
    /// @throws UsageError
    BatchRequest request() const;

  private:
    struct Given {
        std::vector<std::string> texts;
        bool flag = false;
    };
    void add_settings(CLI::App& command);
    CLI::App* batch_;
    CLI::App* retry_;
    std::map<std::string, Given> given_;  ///< by the setting's key; both commands fill the same
    std::vector<std::string> paths_;
    std::string settings_file_;
};

}  // namespace nianbao
