// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/watch_list.h"

#include "pipeline/store/clock.h"

namespace nianbao::batch {

std::vector<Candidate> WatchList::ready(const std::vector<Candidate>& found,
                                        std::chrono::steady_clock::time_point now) {
    const std::int64_t settle_ns = std::chrono::nanoseconds(settle_).count();
    const std::int64_t now_ns = store::now_ns();
    std::map<std::filesystem::path, Seen> still_there;
    std::vector<Candidate> ready;
    for (const Candidate& candidate : found) {
        const auto known = seen_.find(candidate.path);
        Seen seen =
            known == seen_.end() || known->second.stamp != candidate.stamp ? Seen{candidate.stamp, now} : known->second;
        // By our own watch, or, for what was there long before, by the file's times.
        const bool old =
            candidate.stamp.ctime_ns + settle_ns <= now_ns && candidate.stamp.mtime_ns + settle_ns <= now_ns;
        if (!seen.handed_out && (old || now - seen.since >= settle_)) {
            seen.handed_out = true;
            ready.push_back(candidate);
        }
        still_there[candidate.path] = seen;
    }
    seen_ = std::move(still_there);
    return ready;
}

}  // namespace nianbao::batch
