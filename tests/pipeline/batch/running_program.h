// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace nianbao::testing {

/// build/…/nianbao at work, its standard error caught in a file. Killed with this object.
class RunningProgram {
  public:
    /// @param error  a file for its standard error
    RunningProgram(const std::vector<std::string>& arguments, const std::filesystem::path& error);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    void send(int signal) const;
    bool ended();
    /// Waits. @return its exit code, or minus the signal that ended it
    int wait();

  private:
    int process_ = 0, status_ = 0;
    bool ended_ = false;
};

}  // namespace nianbao::testing
