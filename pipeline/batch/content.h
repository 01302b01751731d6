// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "pipeline/store/registry.h"

namespace nianbao::batch {

/// A file's content by its hash, and its stamp; both of the same moment.
struct Content {
    store::FileStamp stamp;
    std::string sha256;
    std::int64_t seen_ns = 0;
};

/// Reads until the file stands still for the length of one reading, three times at most.
/// @throws Failure "input.missing", "input.unreadable", "input.changed"
Content read_content(const std::filesystem::path& file);

}  // namespace nianbao::batch
