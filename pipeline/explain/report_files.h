// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "document/document.h"

namespace nianbao {

/// A file of the report as it was found again.
struct FoundFile {
    SourceFile known;            ///< what the record says of it
    int first_page = 1;          ///< number of its first page within the report
    std::filesystem::path path;  ///< empty where it was not found, or is no longer what it was
    std::string complaint;       ///< then a line that says so
};

/// Every file that the record was made of, in order. Its bytes decide whether a file is the right one.
/// @param candidates  looked at instead of the names in the record; may be empty
std::vector<FoundFile> find_report(const SourceInfo& source, const std::filesystem::path& record_file,
                                   const std::vector<std::filesystem::path>& candidates);

}  // namespace nianbao
