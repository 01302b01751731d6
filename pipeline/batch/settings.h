// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/workers/pool.h"

namespace nianbao::batch {

enum class Switch { off, on };

/// Everything that `nianbao batch` and `nianbao retry` can be told, by options or by a settings file.
struct Settings {
    // what and where
    std::vector<std::string> paths;
    std::filesystem::path store;
    Switch null_separated = Switch::off;  ///< of the list on standard input
    Switch follow_links = Switch::off;
    std::optional<std::int64_t> since_ns;  ///< only files modified at or after this, nanoseconds since 1970
    Switch retry = Switch::off;
    Switch check_content = Switch::off;
    // watching
    Switch watch = Switch::off;
    std::chrono::milliseconds poll{5'000};
    std::chrono::milliseconds settle{10'000};
    // workers
    int jobs = 0;  ///< 0: one for each core that there is memory for
    std::chrono::milliseconds deadline_per_page{120'000};
    std::size_t memory_per_worker = std::size_t{2} << 30;  ///< bytes
    int pages_per_worker = 100;
    int attempts = 3;
    Switch no_sandbox = Switch::off;
    // the record
    std::string language = "chi_sim";
    double dpi = 300;
    std::string password;
    Switch keep_text = Switch::on, keep_images = Switch::on;
    // trouble and ends
    std::chrono::milliseconds patience{600'000};  ///< with a full or failing disk, before the run stops
    std::chrono::milliseconds retry_store{5'000};
    std::chrono::milliseconds grace{10'000};  ///< for documents at work when the run is to stop
    Switch no_wait = Switch::off;
    Switch strict = Switch::off;
    // telling
    Switch quiet = Switch::off;
    std::optional<std::filesystem::path> summary, metrics;
    std::size_t log_bytes = std::size_t{10} << 20;
    std::size_t log_files = 10;
    std::size_t confidence_bytes = std::size_t{50} << 20;
    std::size_t confidence_files = 10;
    Switch no_confidence_log = Switch::off;
};

int jobs_of(const Settings& settings);

}  // namespace nianbao::batch
