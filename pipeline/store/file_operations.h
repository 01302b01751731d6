// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string_view>

namespace nianbao::store {

/// Every change that is made to a disk beside the database, one system call a method, so that a test can make any of
/// them fail. All return 0 or an errno; create returns a descriptor or a negative errno.
class FileOperations {
  public:
    virtual ~FileOperations() = default;
    virtual int create(const std::filesystem::path& file) = 0;  ///< which must not exist
    virtual int write(int descriptor, std::string_view bytes) = 0;
    virtual int flush(int descriptor) = 0;
    virtual int close(int descriptor) = 0;
    virtual int rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual int flush_folder(const std::filesystem::path& folder) = 0;
    virtual int make_folder(const std::filesystem::path& folder) = 0;  ///< 0 also when it is there already
    virtual int remove(const std::filesystem::path& file) = 0;
};

/// The system's own. One for the whole program; it has no state.
FileOperations& system_files();

}  // namespace nianbao::store
