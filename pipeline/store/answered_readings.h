// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/store/database.h"

// Confidences against what people found: of the cells that reviewers answered.
namespace nianbao::store {

struct ReliabilityBin {
    double from = 0, to = 1;  ///< confidences from the one up to the other
    std::int64_t cells = 0, right = 0;
    double sum = 0;  ///< of the confidences
    double claimed() const { return cells == 0 ? 0 : sum / static_cast<double>(cells); }
};

struct ReaderReliability {
    std::string reader;  ///< "text-layer", "glyphs", "tesseract", "record" (all together, with the sums)
    std::int64_t answered = 0, right = 0, silent = 0;  ///< silent: it had seen nothing
    std::vector<ReliabilityBin> bins;                  ///< finer where confidences are high; empty ones are left out
};

/// Readers without any answered cell are left out. Lines of prose do not count.
std::vector<ReaderReliability> reliability(const Database& database);

}  // namespace nianbao::store
