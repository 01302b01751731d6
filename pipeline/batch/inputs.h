// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/batch/settings.h"
#include "pipeline/store/registry.h"

namespace nianbao::batch {

struct Candidate {
    std::filesystem::path path;  ///< absolute, without . and ..
    store::FileStamp stamp;
};

struct Problem {
    std::filesystem::path path;
    std::string cause;
};

/// What the paths of a batch lead to. Only looked at, never changed.
struct Inputs {
    std::vector<Candidate> files;   ///< in the order of their bytes, each once
    std::vector<Problem> problems;  ///< named, but not to be had: not there, a folder that may not be entered
    std::vector<std::filesystem::path> links;  ///< symbolic links found in folders and left out
    int others = 0;                            ///< files that are no reports by name and first bytes
    int older = 0;                             ///< left out by --since
    std::vector<std::string> unmatched;        ///< patterns that nothing matches
};

struct InputOptions {
    std::filesystem::path store;  ///< never looked into
    Switch follow_links = Switch::off;
    std::optional<std::int64_t> since_ns;
};

/// A named file is taken whatever it is called, a symbolic link that is named is followed. In folders, all the way
/// down, files are taken that end in .pdf, .png, .jpg, .jpeg, .tif, .tiff or .txt, or whose first bytes are a PDF's or
/// an image's; hidden files, and those whose endings say that they are being written (~, .part, .tmp, .crdownload), are
/// not.
Inputs find_inputs(const std::vector<std::string>& paths, const InputOptions& options);

/// Names from a list; empty ones are left out.
std::vector<std::string> split_list(const std::string& list, char separator);

}  // namespace nianbao::batch
