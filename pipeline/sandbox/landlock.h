// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

// The one wrapper around the kernel's Landlock calls, which the C library has no functions for.
namespace nianbao::sandbox {

/// What a locked process may still open. Folders mean everything below them. Paths that do not exist are left out.
struct ReachableFiles {
    std::vector<std::filesystem::path> readable;
    std::vector<std::filesystem::path> read_and_written;  ///< devices such as /dev/null
};

/// 0 where the kernel has no Landlock, or it is switched off.
int landlock_version();

struct LandlockResult {
    int version = 0;  ///< of the kernel's interface; later ones can forbid more
    bool in_force = false;
    std::string missing;  ///< why not, or what this version cannot forbid yet; empty when nothing lacks
};

/// From here on this thread and what it starts reach nothing else: no other file, no writing, no program to be started;
/// no TCP where the version is 4 or later; no signal and no abstract socket out of here where it is 6 or later.
/// Needs no_new_privs.
LandlockResult restrict_files(const ReachableFiles& files);

}  // namespace nianbao::sandbox
