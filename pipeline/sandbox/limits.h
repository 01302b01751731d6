// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>
#include <chrono>
#include <cstddef>

// Resource limits of a process that reads documents.
namespace nianbao::sandbox {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool sanitized = true;  ///< AddressSanitizer needs terabytes of address space
#else
inline constexpr bool sanitized = false;
#endif

struct Limits {
    std::size_t memory_bytes = 0;  ///< address space; 0: as much as there is
};

/// For this process and the program it becomes: memory, no core files, few descriptors, small files. There is none on
/// the number of processes: the kernel counts those of a user together, batches and shells included; that no process is
/// started is seccomp's matter.
/// @return whether all are in force
bool set_limits(const Limits& limits);

/// Lets another process of ours use so much more processor time from now on; then the kernel kills it, even if nobody
/// looks. Its own means are the clock of whoever supervises it.
void allow_processor_time(pid_t process, std::chrono::milliseconds more);

}  // namespace nianbao::sandbox
