// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace nianbao::architecture {

struct Include {
    std::string path;     ///< as written between the quotes or angle brackets
    bool quoted = false;  ///< "..." rather than <...>
    int line = 0;         ///< counts from 1
};

struct SourceFile {
    std::string path;  ///< from the top of the tree, with slashes
    std::string room;  ///< first part of the path
    std::string first_line;
    int lines = 0;
    std::vector<Include> includes;
};

/// Parses "#include" lines; those inside comments at the start of a line are not taken.
SourceFile read_source(const std::filesystem::path& file, const std::string& relative);

/// Every .cpp and .h of the rooms under `top`, build folders left out, in the order of their paths.
std::vector<SourceFile> read_tree(const std::filesystem::path& top);

}  // namespace nianbao::architecture
