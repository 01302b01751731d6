// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/file_operations.h"

namespace nianbao::store {

/// What the files beside the database hold. Each kind has a folder of its own.
enum class ObjectKind { record, text, image };

/// Files named by the SHA-256 of their content: records/ab/abcd….json, text/ab/….txt, images/ab/….png.
/// The same content is one file, however often it is put.
class ObjectFiles {
  public:
    ObjectFiles(std::filesystem::path store, FileOperations& files);

    /// Creates the folders and removes what an interrupted run left in tmp/. Only for the writer. @throws Trouble
    void prepare();
    /// @return the content's SHA-256. When this returns, the file is on the disk. @throws Trouble
    std::string put(ObjectKind kind, std::string_view content);
    std::filesystem::path path_of(ObjectKind kind, const std::string& sha256) const;
    /// @throws Trouble "store.missing", "store.damaged" when the content is not what its name says
    std::string get(ObjectKind kind, const std::string& sha256) const;

    struct Found {
        ObjectKind kind;
        std::string sha256;  ///< as the name says; empty for a file that does not belong there
        std::filesystem::path path;
    };
    /// Everything in the folders of objects, in the order of kinds and names.
    std::vector<Found> list() const;
    std::vector<std::filesystem::path> temporaries() const;
    void remove(const std::filesystem::path& file);

  private:
    void make_folder(const std::filesystem::path& folder);
    std::filesystem::path store_;
    FileOperations& files_;
};

}  // namespace nianbao::store
