// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <vector>

#include "bench/observations.h"
#include "bench/own_errors.h"
#include "bench/score.h"
#include "bench/structure.h"
#include "bench/test_set.h"

namespace nianbao::bench {

/// Prose of one report, read by nianbao and by Tesseract as it comes.
struct Prose {
    long characters = 0;   ///< of the truth's sections
    long wrong = 0;        ///< insertions, deletions and replacements in nianbao's text
    long wrong_plain = 0;  ///< in plain Tesseract's
};

/// What one report's conversion came to; kept as a file, so that a run can go on where it was stopped.
struct ReportResult {
    std::string version, models, build;  ///< of the program that converted it (build_stamp.h)
    Stratum stratum;
    std::uint64_t seed = 0;
    std::string form;  ///< "2019", "2021", "mixed"
    std::vector<std::string> families;
    double digit_pixels = 0;  ///< size of the numbers' type, in pixels of the scan
    int pages = 0;
    double seconds = 0;   ///< of the conversion
    std::string failure;  ///< why it could not be converted; empty when it was

    std::map<std::string, Score> scores;  ///< by the variant's name
    std::vector<BadCell> bad;             ///< of the product
    std::vector<Observation> cells;       ///< of the product
    std::vector<ReaderObservation> readings;
    OwnErrors own_errors;
    Structure structure;
    Prose prose;  ///< no characters where it was not measured

    bool failed() const { return !failure.empty(); }
    std::string name() const { return stratum.name() + "/" + std::to_string(seed); }
    const Score& product() const;
};

std::string write_result(const ReportResult& result);
/// @throws nlohmann::json::exception when the text is no result
ReportResult read_result(const std::string& json);

}  // namespace nianbao::bench
