// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <map>
#include <vector>

#include "pipeline/batch/inputs.h"

namespace nianbao::batch {

/// What of an inbox is ready to be converted: files whose stamp has stood still for long enough, each once as long as
/// it does not change.
class WatchList {
  public:
    explicit WatchList(std::chrono::milliseconds settle) : settle_(settle) {}

    /// @param found  all files there are now; those that are gone are forgotten
    std::vector<Candidate> ready(const std::vector<Candidate>& found, std::chrono::steady_clock::time_point now);

  private:
    struct Seen {
        store::FileStamp stamp;
        std::chrono::steady_clock::time_point since;
        bool handed_out = false;
    };
    std::chrono::milliseconds settle_;
    std::map<std::filesystem::path, Seen> seen_;
};

}  // namespace nianbao::batch
