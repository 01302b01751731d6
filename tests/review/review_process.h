// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

#include "tests/review/child_process.h"

namespace nianbao::testing {

/// `nianbao review` at work on a store.
class ReviewProcess {
  public:
    /// @param folder  for what it says on standard error
    ReviewProcess(const std::filesystem::path& store, const std::string& reviewer, const std::filesystem::path& folder,
                  unsigned short port = 0);

    const std::string& address() const { return address_; }  ///< one-time
    std::string new_address();
    unsigned short port() const;
    void kill();  ///< as a power cut would
    int end();    ///< as Ctrl-C does. @return its exit code

  private:
    ChildProcess process_;
    std::string address_;
};

}  // namespace nianbao::testing
