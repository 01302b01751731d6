// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "pipeline/workers/page_picture.h"
#include "pipeline/workers/pool.h"

namespace nianbao::workers {

struct PictureRequest {
    std::filesystem::path file;
    std::string sha256;      ///< of the bytes that are wanted; empty: whatever is there
    int page = 1;            ///< as the file counts
    int turned_degrees = 0;  ///< as in page_picture.h
    Isolation isolation = Isolation::required;
    std::chrono::milliseconds deadline{30'000};
    std::size_t memory_bytes = std::size_t{2} << 30;
    double dpi = picture_dpi;
};

/// A page rendered by a worker that is started for it, locked in, and ended. May be called from any thread.
/// @return a PNG file's bytes
/// @throws Failure "report.changed", "page.unreadable", "input.*"
std::string one_picture(const PictureRequest& request);

}  // namespace nianbao::workers
