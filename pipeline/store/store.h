// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/store/database.h"
#include "pipeline/store/object_files.h"

// A store is a folder: store.db, the single truth; records/, text/ and images/, files named by their content; logs/;
// tmp/.
namespace nianbao::store {

struct StoreOptions {
    FileOperations* files = nullptr;  ///< null: the system's
    std::string vfs;                  ///< SQLite's file system; empty: the usual one
};

class Store {
  public:
    enum class Purpose {
        write,  ///< made where there is none, migrated; the caller holds the StoreLock
        read,   ///< must be there, and of this schema
        /// Must be there, and is migrated. Answers are written beside a batch at work, each in a short transaction; no
        /// StoreLock is needed.
        review,
    };
    /// @throws Trouble
    Store(const std::filesystem::path& folder, Purpose purpose, const StoreOptions& options = {});

    const std::filesystem::path& folder() const { return folder_; }
    Database& database() { return *database_; }
    const Database& database() const { return *database_; }
    ObjectFiles& objects() { return objects_; }
    const ObjectFiles& objects() const { return objects_; }
    FileOperations& files() { return files_; }

  private:
    std::filesystem::path folder_;
    FileOperations& files_;
    ObjectFiles objects_;
    std::unique_ptr<Database> database_;
};

/// The folder, made with those above it where it is missing. To be called before the lock is taken. @throws Trouble
void make_store_folder(const std::filesystem::path& folder);

}  // namespace nianbao::store
