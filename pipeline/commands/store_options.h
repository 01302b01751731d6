// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "pipeline/commands/store_commands.h"

namespace CLI {
class App;
}

namespace nianbao {

/// The options of `nianbao status`, `export` and `verify`. Lives until the line was parsed.
class StoreOptions {
  public:
    explicit StoreOptions(CLI::App& app);
    bool status_asked_for() const;
    bool export_asked_for() const;
    bool verify_asked_for() const;
    StatusRequest status() const;
    ExportRequest exporting() const;
    VerifyRequest verify() const;

  private:
    CLI::App *status_, *export_, *verify_;
    std::string store_, status_format_ = "table", export_format_, output_;
    bool all_ = false, repair_ = false, forget_older_ = false;
};

}  // namespace nianbao
