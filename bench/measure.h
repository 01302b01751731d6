// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/build_stamp.h"
#include "bench/draw_report.h"
#include "bench/result.h"
#include "pipeline/recipe.h"

namespace nianbao::bench {

/// What is known of a report before it is converted.
ReportResult begin_result(const DrawnReport& report, const Truth& truth, const BuildStamp& stamp);

struct Measured {
    ReportResult result;
    std::string text;    ///< all prose that was read
    std::string record;  ///< as JSON
};
/// Converts the report and holds the record against its truth, once for each variant. @throws Failure
Measured measure(const DrawnReport& report, const DrawnFiles& files, const BuildStamp& stamp, Progress& progress);

/// Of a report whose conversion failed: every cell missing, and marked, in all variants.
ReportResult failed_result(const DrawnReport& report, const DrawnFiles& files, const BuildStamp& stamp,
                           const std::string& why);

/// Reads the report's pages with plain Tesseract too. @param text  what nianbao read
Prose measure_prose(const DrawnReport& report, const DrawnFiles& files, const std::string& text, Progress& progress);

}  // namespace nianbao::bench
