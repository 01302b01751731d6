// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/debug_folder.h"

#include <spdlog/spdlog.h>

#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <utility>

#include "document/failure.h"
#include "document/opencv_view.h"
#include "pipeline/atomic_file.h"

namespace nianbao {
namespace {

/// Stage names become parts of file names.
std::string file_part(std::string_view stage) {
    std::string out;
    for (const char c : stage) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        out += plain ? c : '_';
    }
    return out;
}

std::string png(const Raster& picture) {
    std::vector<unsigned char> bytes;
    if (picture.empty() || !cv::imencode(".png", view(picture), bytes)) return {};
    return {bytes.begin(), bytes.end()};
}

}  // namespace

DebugFolder::DebugFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
    make_folder(folder_);
}

void DebugFolder::picture(int page, std::string_view stage, const Raster& picture) {
    char number[32];
    std::snprintf(number, sizeof number, "p%03d_%02d_", page, ++pictures_of_page_[page]);
    try {
        write_whole_file(folder_ / (number + file_part(stage) + ".png"), png(picture));
    } catch (const std::exception& error) {
        if (!std::exchange(complained_, true)) spdlog::warn("debug pictures are incomplete: {}", error.what());
    }
}

}  // namespace nianbao
