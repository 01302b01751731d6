// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/workers/document_work.h"
#include "pipeline/workers/worker_process.h"

namespace nianbao::workers {

using Clock = std::chrono::steady_clock;

/// A task on its way to a worker.
struct Assignment {
    std::uint64_t document = 0;
    std::uint64_t ticket = 0;
    Task task;
    FileGiven file;
    int file_descriptor = -1;
    Ask ask = Ask::open;
    std::string request;
};

struct TaskOutcome {
    std::uint64_t document = 0;
    Task task;
    std::variant<Success, Failure, Death> what;
};

struct SeatLimits {
    std::chrono::milliseconds deadline{0}, silence{0};  ///< 0: never
    int pages_per_worker = 100;
};

/// A place at which one worker sits, and after its death the next one. Owns the clock of what the worker is at.
class Seat {
  public:
    Seat(WorkerSettings settings, std::string greeting, SeatLimits limits);

    bool empty() const { return !worker_; }
    bool idle() const { return worker_ && ready_ && !at_work_; }
    bool starting() const { return worker_ && !ready_; }
    bool at_work() const { return at_work_.has_value(); }
    /// Whether the worker has this file open.
    bool knows(std::uint64_t document, int file) const { return document_ == document && file_ == file; }
    bool knows(std::uint64_t document) const { return document_ == document; }

    void start();  ///< @throws std::system_error
    void give(Assignment assignment);
    void vacate() { worker_.reset(), at_work_.reset(), ready_ = false, document_ = 0; }

    /// Descriptors to be waited for: the socket, then standard error (-1 where there is none).
    int socket() const { return worker_->channel().number(); }
    int errors() const { return worker_->errors(); }
    bool wants_to_send() const { return worker_->channel().has_more_to_send(); }

    /// Told of every stage a worker comes to. @param ticket of the document
    using Ear = std::function<void(std::uint64_t ticket, const Whereabouts&)>;
    /// Sends and receives what can be without waiting, and looks at the clock. What came of the task, if it is over.
    std::optional<TaskOutcome> attend(const Ear& ear);
    /// When attend() must be called at the latest.
    std::optional<Clock::time_point> alarm() const;
    /// Workers that died before they were ready, since one was; and the last one's words.
    int failed_starts() const { return failed_starts_; }
    const std::string& why_not_started() const { return why_not_started_; }

  private:
    struct AtWork {
        Assignment assignment;
        Clock::time_point since, latest;  ///< of the task; of its present stage
        std::string stage;
        int stages = 0;
    };
    std::optional<TaskOutcome> listen(const Ear& ear);
    std::optional<TaskOutcome> hear(const Frame& frame, const Ear& ear);
    std::optional<TaskOutcome> be_ready(const Frame& frame);
    void note(Whereabouts place, const Ear& ear);
    std::optional<TaskOutcome> over(std::variant<Success, Failure, Death> what);
    std::optional<TaskOutcome> dies(std::optional<Death> why = std::nullopt);
    std::optional<Death> overdue() const;

    WorkerSettings settings_;
    std::string greeting_;
    SeatLimits limits_;
    std::unique_ptr<WorkerProcess> worker_;
    bool ready_ = false;
    Clock::time_point started_;
    std::optional<AtWork> at_work_;
    std::uint64_t document_ = 0;  ///< 0: none
    int file_ = 0;
    int pages_read_ = 0;
    int failed_starts_ = 0;
    std::string why_not_started_;
};

}  // namespace nianbao::workers
