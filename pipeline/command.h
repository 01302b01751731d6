// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

namespace nianbao {

/// A command that a room above pipeline brings: pipeline's own are in command_line.cpp.
class Command {
  public:
    virtual ~Command() = default;
    /// Adds its subcommand and options; they are filled when the line is parsed.
    virtual void add_to(CLI::App& app) = 0;
    virtual bool asked_for() const = 0;
    /// After parsing; the app of add_to() is gone by then. @return the exit code. @throws UsageError
    virtual int run() = 0;
};

using Commands = std::vector<std::unique_ptr<Command>>;

}  // namespace nianbao
