// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace nianbao::store {

/// A file's name for messages, tables and JSON: valid UTF-8 in one line; bytes that are not, and control characters,
/// as \xNN.
std::string readable_name(std::string_view path);
inline std::string readable_name(const std::filesystem::path& path) {
    return readable_name(std::string_view(path.native()));
}

}  // namespace nianbao::store
