// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nianbao::workers {

/// The hidden argument with which the program becomes a worker.
inline constexpr const char* worker_argument = "worker-process";
/// Where a worker finds its socket.
inline constexpr int worker_descriptor = 3;

/// A worker's life: greets, locks itself in, does what it is asked one thing after another, and leaves when its
/// supervisor closes the socket. Trouble of one request becomes a message; what is not understood ends the process.
/// @return exit code
int run_worker(int descriptor);

}  // namespace nianbao::workers
