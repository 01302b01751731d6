// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>
#include <time.h>

#include <cstdint>
#include <filesystem>

#include "document/failure.h"

namespace nianbao::workers {

/// An input's bytes as they were at one moment, in memory and sealed. Workers get their descriptor: they need not open
/// files, and every page of a report, by whichever worker, is read from the same bytes.
class Snapshot {
  public:
    /// Opens the file; copies nothing yet. @throws Failure "input.*"; std::system_error when the system has no means
    explicit Snapshot(std::filesystem::path file);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    /// Copies the next few megabytes. @return whether all is there
    /// @throws Failure "input.changed", "input.unreadable"; std::system_error
    bool copy_some();
    /// Whether the file has other bytes now. A file that was moved away or replaced as a whole has not changed.
    bool has_changed() const;
    /// What is said of a file that did. "input.changed"
    static Failure changed();
    /// For reading, from its beginning by opening /proc/self/fd/N.
    int descriptor() const { return memory_; }

  private:
    struct Stamp {
        std::int64_t bytes = 0;
        timespec modified{};
    };
    Stamp stamp() const;
    bool differs(const Stamp& stamp) const;
    std::filesystem::path path_;
    int file_ = -1, memory_ = -1;
    Stamp first_;
    std::int64_t copied_ = 0;
};

}  // namespace nianbao::workers
