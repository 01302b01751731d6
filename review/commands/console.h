// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <thread>

namespace nianbao::review {

/// Waits for Enter on a descriptor, in a thread of its own, as long as it lives. Where the descriptor has an end, or
/// must not be read from (a shell's background), it waits for nothing.
class Console {
  public:
    /// @param on_enter  called in the thread, for each line
    Console(int descriptor, std::function<void()> on_enter);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

  private:
    void wait();
    int descriptor_, stop_;
    std::function<void()> on_enter_;
    std::thread thread_;
};

}  // namespace nianbao::review
