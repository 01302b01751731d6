// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/build_stamp.h"

#include <filesystem>

#include "document/data_files.h"
#include "ocr/sha256.h"

namespace nianbao::bench {
namespace {

namespace fs = std::filesystem;

/// To be raised when what is written about a report changes its meaning, for then old results must not be counted.
constexpr int shape_of_results = 1;

std::string shortened(const std::string& hash) {
    return hash.substr(0, 12);
}

std::string hash_of(const std::initializer_list<fs::path>& files) {
    std::string hashes;
    for (const fs::path& file : files) hashes += sha256_of_file(file);
    return shortened(sha256_of(hashes));
}

}  // namespace

BuildStamp build_stamp() {
    // nianbao is hashed rather than this program: it holds all that reads reports and nothing that measures, so that a
    // change to a table of the summary does not throw hours of results away.
    const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
    BuildStamp stamp;
    stamp.version = NIANBAO_VERSION;
    stamp.models = hash_of({data_file("ocr/models/glyphs.net"), data_file("ocr/models/hanzi.net"),
                            data_file("ocr/models/calibration.txt")});
    const std::string forms =
        hash_of({data_file("parser/forms/disclosure.toml"), data_file("parser/forms/applications.toml"),
                 data_file("parser/forms/disputes.toml"), data_file("parser/forms/sections.toml")});
    stamp.build =
        shortened(sha256_of(hash_of({folder / "nianbao"}) + stamp.models + forms + std::to_string(shape_of_results)));
    stamp.fixtures = hash_of({folder / "typeset_report", folder / "scan_pages"});
    return stamp;
}

}  // namespace nianbao::bench
