// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "bench/summary.h"

// docs/accuracy.md, section by section.
namespace nianbao::bench {

/// What was asked for, for the first lines.
struct Asked {
    TestSetOptions set;
    int prose_reports = 0;
    std::size_t reports = 0;  ///< in the whole set, measured or not
};

std::string introduction(const Results& results, const Asked& asked);
std::string section_requirements(const Results& results);
std::string section_strata(const Results& results);
std::string section_own_errors(const Results& results);
std::string section_ablations(const Results& results);
std::string section_confidence(const Results& results);
std::string section_readers(const Results& results);
std::string section_prose(const Results& results);
std::string section_structure(const Results& results);
std::string section_failures(const Results& results);
std::string section_bad_cells(const Results& results);

/// All of them.
std::string accuracy_page(const Results& results, const Asked& asked);

/// Every silent or extra cell, as JSON.
std::string bad_cells_json(const Results& results);

}  // namespace nianbao::bench
