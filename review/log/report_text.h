// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "parser/record.h"
#include "review/log/colours.h"

namespace nianbao::review {

struct ReportTextOptions {
    Colours colours = Colours::off;
    int width = 100;                                                ///< columns
    enum class Parts { all, tables, doubtful } parts = Parts::all;  ///< doubtful: only rows with a doubtful cell
};

/// A report for the terminal: its text with the doubtful characters marked, its tables with doubtful and corrected
/// cells, and the sums that fail.
std::string report_text(const parser::Record& record, const ReportTextOptions& options);

}  // namespace nianbao::review
