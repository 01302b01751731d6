// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/progress.h"
#include "pipeline/report.h"
#include "pipeline/workers/frames.h"
#include "pipeline/workers/messages.h"

namespace nianbao::workers {

/// What a worker does with what it is asked. Keeps the latest file open, and its readers warm for the next document.
class Desk {
  public:
    /// @param begins  told the number of the attempt before each piece of work
    Desk(WorkerChannel& channel, Progress& progress, std::function<void(int)> begins)
        : channel_(channel), progress_(progress), begins_(std::move(begins)) {}
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// @throws Failure; and whatever the libraries throw
    Answer answer(Ask what, std::string_view request);

  private:
    std::string take_file(const FileGiven& given);
    std::string open();
    std::string read(const PageAsked& asked);
    std::string assemble(const AssemblyAsked& asked);
    std::string picture(const PictureAsked& asked);
    Report& report();

    WorkerChannel& channel_;
    Progress& progress_;
    std::function<void(int)> begins_;
    StageTimes times_;
    std::unique_ptr<Workshop> workshop_;
    std::unique_ptr<Report> report_;
    bool alone_ = true;
    int descriptor_ = -1;
};

}  // namespace nianbao::workers
