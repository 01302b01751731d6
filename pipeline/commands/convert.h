// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/output_plan.h"
#include "pipeline/page_selection.h"
#include "pipeline/workers/pool.h"

namespace nianbao {

enum class Verbosity { quiet, normal, verbose };

/// `nianbao convert`, as asked for on the command line.
struct ConvertRequest {
    std::vector<std::filesystem::path> inputs;
    OutputRequest output;
    std::optional<std::filesystem::path> debug_folder;
    PageSelection pages;
    double dpi = 300;
    std::string password;
    std::string language = "chi_sim";
    std::chrono::seconds without_progress{300};
    std::chrono::seconds page_deadline{120};
    std::size_t memory_limit_mb = 4096;
    int jobs = 1;
    workers::Isolation isolation = workers::Isolation::required;
    Verbosity verbosity = Verbosity::normal;
    bool strict = false;
    bool timing = false;
};

/// @return the exit code of the contract: 0, 1, 3 or 4
/// @throws UsageError, before anything is converted
int run_convert(const ConvertRequest& request);

}  // namespace nianbao
