// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "pipeline/store/file_operations.h"

namespace nianbao::store {

/// A file that is written piece by piece and is there whole or not at all: temporary, flushed, renamed, its folder
/// flushed. Without `place` nothing is left behind.
class WholeFile {
  public:
    /// @param temporary  on the same file system as the file's place; must not exist
    /// @throws Trouble, as all methods do
    WholeFile(FileOperations& files, std::filesystem::path temporary);
    ~WholeFile();
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    void write(std::string_view bytes);
    void place(const std::filesystem::path& file);

  private:
    FileOperations& files_;
    std::filesystem::path temporary_;
    int descriptor_ = -1;
};

/// A name for a temporary file that no other process and no other call uses.
std::string temporary_name();

}  // namespace nianbao::store
