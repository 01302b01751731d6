// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// How long each stage took, page by page (`convert --timing`).
class StageTimes {
  public:
    struct Entry {
        std::string stage;
        int page;  ///< counts from 1; 0 for the whole document
        double seconds;
    };
    const std::vector<Entry>& entries() const { return entries_; }

    /// Times of the same stage and page add up. @param page counts from 1; 0 for the whole document.
    void add(std::string_view stage, int page, double seconds);

    /// Seconds of one stage over all pages; 0 for a stage that never ran.
    double total(std::string_view stage) const;
    double total() const;

    /// A table for people: one line a page and one for the whole document, a column a stage (in the order in which they
    /// first ran), totals last. Empty when nothing was timed.
    std::string table() const;

  private:
    double of(std::string_view stage, int page) const;
    std::vector<std::string> stages() const;
    std::vector<int> pages() const;
    std::vector<Entry> entries_;
};

/// Adds the time of its own life to `times`, which may be null.
class StageClock {
  public:
    StageClock(StageTimes* times, std::string_view stage, int page)
        : times_(times), stage_(stage), page_(page), start_(std::chrono::steady_clock::now()) {}
    ~StageClock() {
        if (times_) {
            const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start_;
            times_->add(stage_, page_, taken.count());
        }
    }
    StageClock(const StageClock&) = delete;
    StageClock& operator=(const StageClock&) = delete;

  private:
    StageTimes* times_;
    std::string stage_;
    int page_;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace nianbao
