// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace nianbao::store {

/// The right to write to a store: one process at a time has it. Given back when this object or its process ends.
class StoreLock {
  public:
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

    /// None when another process has it. @throws Trouble
    static std::unique_ptr<StoreLock> try_take(const std::filesystem::path& store);

    /// Who has it, in words: "process 4711, since 2026-11-27T01:02:03Z"; only for messages.
    static std::string holder(const std::filesystem::path& store);

    /// Waits for it. `waiting` is called with the holder once at first and then every second; false gives up.
    /// @return none when given up
    static std::unique_ptr<StoreLock> wait_for(const std::filesystem::path& store,
                                               const std::function<bool(const std::string& holder)>& waiting);

  private:
    explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace nianbao::store
