// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace nianbao::testing {

/// A program that a test talks to over its standard input and output. Killed with this object.
class ChildProcess {
  public:
    /// @param program    looked for in PATH unless it has a slash
    /// @param error      a file for its standard error
    /// @param variables  "NAME=value", beside those of the test
    ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                 const std::filesystem::path& error, const std::vector<std::string>& variables = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    void say(const std::string& line) const;
    /// The next line of its output that has this in it; empty when there is none in time.
    std::string line_with(const std::string& part, std::chrono::seconds patience = std::chrono::seconds(30));
    void send(int signal) const;
    int wait();  ///< @return its exit code, or minus the signal that ended it

  private:
    pid_t process_ = -1;
    int to_ = -1, from_ = -1, status_ = 0;
    bool ended_ = false;
    std::string heard_;
};

}  // namespace nianbao::testing
