// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "bench/test_set.h"

namespace nianbao::bench {

/// Where a report of the test set lies once it is drawn.
struct DrawnFiles {
    std::filesystem::path pdf, truth;
};
DrawnFiles files_of(const DrawnReport& report, const std::filesystem::path& folder);

/// Typesets the report in the judging fonts and scans it as its stratum says. Does nothing where both files are there;
/// the truth is written last. @throws Failure
void draw(const DrawnReport& report, const DrawnFiles& files);

}  // namespace nianbao::bench
