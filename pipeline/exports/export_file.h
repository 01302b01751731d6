// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "pipeline/store/whole_file.h"

namespace nianbao::exports {

/// Where an export goes: standard output, or a file that is there whole or not at all.
class ExportFile {
  public:
    /// @param file  none, or "-": standard output. @throws store::Trouble, Failure "output.*"; so do the others
    ExportFile(const std::optional<std::filesystem::path>& file, store::FileOperations& files);
    void write(std::string_view bytes);
    void finish();

  private:
    std::filesystem::path file_;
    std::unique_ptr<store::WholeFile> whole_;  ///< none: standard output
};

/// For libraries that write files by themselves: a temporary name beside the wanted file, removed unless placed.
class FileOfLibrary {
  public:
    FileOfLibrary(std::filesystem::path file, store::FileOperations& files);
    ~FileOfLibrary();
    FileOfLibrary(const FileOfLibrary&) = delete;
    FileOfLibrary& operator=(const FileOfLibrary&) = delete;
    const std::filesystem::path& temporary() const { return temporary_; }
    void place();  ///< flushed, renamed

  private:
    std::filesystem::path file_, temporary_;
    store::FileOperations& files_;
};

}  // namespace nianbao::exports
