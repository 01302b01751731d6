// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/sandbox/landlock.h"

// What a process that touches input bytes is locked into, in layers of which each holds if another is broken.
namespace nianbao::sandbox {

struct Layer {
    std::string name;
    bool in_force = false;
    std::string detail;  ///< what it does here, or why it is not in force
};

/// Locks this process, which has one thread, for good: no new privileges, Landlock, seccomp; says so for each.
/// Its limits (limits.h) are set before the program starts, and only looked at here.
std::vector<Layer> enter(const ReachableFiles& files);

bool complete(const std::vector<Layer>& layers);
/// The names and reasons of those that are not in force, for a message.
std::string lacking(const std::vector<Layer>& layers);

/// Tries it in a process of its own. Must be called while this process has a single thread.
std::vector<Layer> examine(const ReachableFiles& files);

}  // namespace nianbao::sandbox
