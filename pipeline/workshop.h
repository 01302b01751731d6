// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ocr/read_regions.h"
#include "ocr/straighten.h"
#include "pipeline/progress.h"
#include "pipeline/stage_times.h"

namespace nianbao {

/// What reading needs beside the page: opened when first needed, kept for all pages, and for the next documents of a
/// worker.
class Workshop {
  public:
    explicit Workshop(std::string language) : language_(std::move(language)) {}

    const std::string& language() const { return language_; }
    /// @param times  may be null
    Readers& readers(StageTimes* times);
    /// Turns, skew and perspective are mended; turns are told by reading.
    const StraightenOptions& straightening();

  private:
    std::string language_;
    std::optional<Readers> readers_;
    StraightenOptions straightening_;
};

/// Where a stage is announced and timed.
class Stages {
  public:
    /// @param progress, times  may be null
    Stages(Progress* progress, StageTimes* times, int page, int pages)
        : progress_(progress), times_(times), page_(page), pages_(pages) {}

    template <class Work>
    auto run(std::string_view stage, Work work) const {
        if (progress_) progress_->at(page_, pages_, stage);
        const StageClock clock(times_, stage, page_);
        return work();
    }
    StageTimes* times() const { return times_; }

  private:
    Progress* progress_;
    StageTimes* times_;
    int page_, pages_;
};

}  // namespace nianbao
