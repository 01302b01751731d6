// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/sandbox/limits.h"

#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>

namespace nianbao::sandbox {
namespace {

// The input, the two ends of a capture of standard error, data files of libraries: far fewer than this.
constexpr rlim_t most_descriptors = 64;
// What libraries write goes into files in memory: captured complaints, some kilobytes.
constexpr rlim_t largest_file_bytes = 4 << 20;

/// Where less is allowed already, that stays.
bool limit(__rlimit_resource resource, rlim_t value) {
    rlimit present{};
    if (getrlimit(resource, &present) != 0) return false;
    const rlim_t most = std::min(value, present.rlim_max);
    const rlimit wanted{most, most};
    return setrlimit(resource, &wanted) == 0;
}

}  // namespace

bool set_limits(const Limits& limits) {
    bool all = limit(RLIMIT_CORE, 0);
    all = limit(RLIMIT_NOFILE, most_descriptors) && all;
    all = limit(RLIMIT_FSIZE, largest_file_bytes) && all;
    signal(SIGXFSZ, SIG_IGN);  // a write that is too long fails instead of killing
    if (limits.memory_bytes > 0 && !sanitized) all = limit(RLIMIT_AS, limits.memory_bytes) && all;
    return all;
}

void allow_processor_time(pid_t process, std::chrono::milliseconds more) {
    clockid_t clock;
    timespec used{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return;
    constexpr auto a_second = std::chrono::milliseconds(1000);
    const rlim_t soft = static_cast<rlim_t>(used.tv_sec) + static_cast<rlim_t>(more / a_second) + 2;
    rlimit old{};
    if (prlimit(process, RLIMIT_CPU, nullptr, &old) != 0) return;
    const rlimit wanted{soft < old.rlim_max ? soft : old.rlim_max, old.rlim_max};
    prlimit(process, RLIMIT_CPU, &wanted, nullptr);
}

}  // namespace nianbao::sandbox
