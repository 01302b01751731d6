// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

// The one wrapper around libseccomp.
namespace nianbao::sandbox {

/// From here on this process may only do what reading a document takes: files that are open or that Landlock lets it
/// open, memory, its own threads, the clock. No socket, no program, no other process, no change to the file system.
/// What is not allowed fails with EPERM and does not happen.
/// @return empty, or why it is not in force
std::string filter_system_calls();

}  // namespace nianbao::sandbox
