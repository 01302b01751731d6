// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/report_files.h"

#include <system_error>

#include "document/failure.h"
#include "ocr/sha256.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

std::vector<SourceFile> files_of(const SourceInfo& source) {
    if (!source.files.empty()) return source.files;
    return {{source.file, source.sha256, source.pages}};
}

/// Where the record was made, where it lies now, and beside it: records and reports travel together.
std::vector<fs::path> places_of(const fs::path& name, const fs::path& record_file) {
    const fs::path folder = record_file.parent_path();
    return {name, folder / name, folder / name.filename()};
}

/// A pipe would never end, and a folder has no bytes.
bool is_file(const fs::path& path) {
    std::error_code ignored;
    return !path.empty() && fs::is_regular_file(path, ignored);
}

std::string changed_line(const fs::path& place) {
    return Failure("report.changed", "open", "it is not the file that the record was made of, so no picture is shown",
                   "give the right one with --report, or convert this one again")
        .line(place.string());
}

std::string missing_line(const fs::path& place) {
    return Failure("report.missing", "open", "the report is not there, so no picture is shown",
                   "say where it is with --report")
        .line(place.string());
}

void look_for(FoundFile& file, const std::vector<fs::path>& places) {
    for (const fs::path& place : places) {
        if (!is_file(place)) continue;
        try {
            if (sha256_of_file(place) == file.known.sha256) {
                file.path = place;
                file.complaint.clear();
                return;
            }
            file.complaint = changed_line(place);
        } catch (const Failure& failure) {
            if (file.complaint.empty()) file.complaint = failure.line(place.string());
        }
    }
    if (file.complaint.empty()) file.complaint = missing_line(places.front());
}

}  // namespace

std::vector<FoundFile> find_report(const SourceInfo& source, const fs::path& record_file,
                                   const std::vector<fs::path>& candidates) {
    std::vector<FoundFile> found;
    int first_page = 1;
    for (const SourceFile& known : files_of(source)) {
        FoundFile file{known, first_page, {}, {}};
        look_for(file, candidates.empty() ? places_of(known.file, record_file) : candidates);
        first_page += known.pages;
        found.push_back(std::move(file));
    }
    return found;
}

}  // namespace nianbao
