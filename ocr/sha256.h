// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace nianbao {

/// Lower-case hex of the file's bytes, read in pieces. @throws Failure "input.unreadable"
std::string sha256_of_file(const std::filesystem::path& path);
std::string sha256_of(std::string_view bytes);

}  // namespace nianbao
