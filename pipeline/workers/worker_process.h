// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "pipeline/workers/document_work.h"
#include "pipeline/workers/frames.h"
#include "pipeline/workers/pool.h"

namespace nianbao::workers {

struct WorkerSettings {
    std::filesystem::path program;
    std::size_t memory_bytes = 0;  ///< address space; 0: as much as there is
    PoolOptions::Noise noise = PoolOptions::Noise::swallow;
};

/// The program itself, started again as a worker. A new program rather than a copy of this process: it begins with an
/// empty memory, so that its limit counts only what it uses itself, and no other document's bytes or password and no
/// thread's lock are in it; and every worker begins alike, so that what it reads does not depend on its past.
///
/// It has a socket to us, a pipe for its standard error, and no other descriptor; a process group of its own; and the
/// kernel kills it when we die. Destroying this kills it.
class WorkerProcess {
  public:
    /// @throws std::system_error when the system has no process or descriptor left
    explicit WorkerProcess(const WorkerSettings& settings);
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    SupervisorChannel& channel() { return *channel_; }
    int errors() const { return errors_; }                    ///< descriptor; -1 where its noise is passed on
    void read_errors();                                       ///< does not wait
    std::size_t error_bytes() const { return error_bytes_; }  ///< since the last forget_errors()
    void forget_errors();
    const std::string& last_errors() const { return last_errors_; }  ///< at most a kilobyte
    void allow_processor_time(std::chrono::milliseconds more) const;

    /// Kills its whole group if it is not dead yet, and says how it ended.
    Death end();

  private:
    pid_t process_ = -1;
    std::unique_ptr<SupervisorChannel> channel_;
    int errors_ = -1;
    std::size_t error_bytes_ = 0;
    std::string last_errors_;
};

/// Must be called by the program that can become a worker (main.cpp); others use the `nianbao` beside them.
void this_program_can_be_a_worker();
/// What a worker is started from. A running program stays itself under this path when its file is replaced.
std::filesystem::path default_program();

}  // namespace nianbao::workers
