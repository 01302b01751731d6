// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/store/database.h"
#include "pipeline/store/outcome.h"

// Which files there are, and which content each of them has.
namespace nianbao::store {

/// What changes whenever a file's content does: any write changes at least ctime.
struct FileStamp {
    std::int64_t size = 0, mtime_ns = 0, ctime_ns = 0, inode = 0, device = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Of a regular file, links followed; none for anything else or nothing.
std::optional<FileStamp> stamp_of(const std::filesystem::path& file);

struct KnownFile {
    std::int64_t id = 0;
    std::optional<std::int64_t> document;
    FileStamp stamp;
    std::int64_t seen_ns = 0;

    /// Its content is still the one that was seen, as far as its stamp tells. A file that had been written within two
    /// seconds before it was read may have been written again within the clock's tick.
    bool still(const FileStamp& now) const;
};
std::optional<KnownFile> find_file(const Database& database, const std::filesystem::path& path);

struct Registered {
    std::int64_t file = 0, document = 0;
};
/// A file whose content was read. New content is a new document, waiting. Run within a transaction.
/// @param seen_ns  when reading it began
Registered register_file(Database& database, const std::filesystem::path& path, const FileStamp& stamp,
                         const std::string& sha256, std::int64_t seen_ns);

/// A file whose content was not to be had. Run within a transaction.
void register_trouble(Database& database, const std::filesystem::path& path, Outcome outcome, const std::string& cause);

/// Gives documents whose own file has other content by now to another file that still has theirs.
void reassign_documents(Database& database);

struct DocumentState {
    std::int64_t id = 0;
    std::string sha256;
    Outcome outcome = Outcome::waiting;
    std::optional<std::int64_t> recipe, file;
    int interrupted = 0;  ///< attempts that ended with the run, not with a result
    int quarantined = 0;  ///< pages that were given up after workers had died on them
};
DocumentState document_state(const Database& database, std::int64_t document);

}  // namespace nianbao::store
