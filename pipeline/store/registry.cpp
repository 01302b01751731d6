// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/registry.h"

#include <sys/stat.h>

#include "pipeline/store/clock.h"
#include "pipeline/store/file_names.h"
#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t too_fresh_ns = 2 * second_ns;  // FAT's clock ticks every two seconds, ext4's every few ms

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * second_ns + time.tv_nsec;
}

std::int64_t document_with(Database& database, const std::string& sha256, std::int64_t bytes) {
    database.run("INSERT INTO documents (sha256, bytes, first_seen) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
                 {sha256, static_cast<long long>(bytes), utc_now()});
    return *database.number("SELECT id FROM documents WHERE sha256 = ?", {sha256});
}

std::int64_t file_with(const Database& database, const Bytes& path) {
    return *database.number("SELECT id FROM files WHERE path = ?", {path});
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::filesystem::path& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return FileStamp{status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
                     static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_dev)};
}

bool KnownFile::still(const FileStamp& now) const {
    return now == stamp && now.ctime_ns + too_fresh_ns < seen_ns && now.mtime_ns + too_fresh_ns < seen_ns;
}

std::optional<KnownFile> find_file(const Database& database, const std::filesystem::path& path) {
    Statement row = database.query(
        "SELECT id, document_id, size, mtime_ns, ctime_ns, inode, device, seen_ns FROM files WHERE path = ?",
        {Bytes{path.native()}});
    if (!row.next()) return std::nullopt;
    return KnownFile{row.integer(0),
                     row.optional_integer(1),
                     {row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.integer(6)},
                     row.integer(7)};
}

Registered register_file(Database& database, const std::filesystem::path& path, const FileStamp& stamp,
                         const std::string& sha256, std::int64_t seen_ns) {
    const std::int64_t document = document_with(database, sha256, stamp.size);
    const Bytes bytes{path.native()};
    database.run(
        "INSERT INTO files (path, name, document_id, size, mtime_ns, ctime_ns, inode, device, seen_ns) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET document_id = excluded.document_id, "
        "outcome = NULL, cause = NULL, size = excluded.size, mtime_ns = excluded.mtime_ns, "
        "ctime_ns = excluded.ctime_ns, inode = excluded.inode, device = excluded.device, seen_ns = excluded.seen_ns",
        {bytes, readable_name(path), document, stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode, stamp.device,
         seen_ns});
    return {file_with(database, bytes), document};
}

void register_trouble(Database& database, const std::filesystem::path& path, Outcome outcome,
                      const std::string& cause) {
    database.run(
        "INSERT INTO files (path, name, outcome, cause, seen_ns) VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE "
        "SET document_id = NULL, outcome = excluded.outcome, cause = excluded.cause, seen_ns = excluded.seen_ns",
        {Bytes{path.native()}, readable_name(path), name(outcome), cause, now_ns()});
}

void reassign_documents(Database& database) {
    database.execute(
        "UPDATE documents SET file_id = (SELECT id FROM files WHERE document_id = documents.id ORDER BY path LIMIT 1) "
        "WHERE file_id IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM files WHERE files.id = documents.file_id AND files.document_id = documents.id)");
}

DocumentState document_state(const Database& database, std::int64_t document) {
    Statement row = database.query(
        "SELECT sha256, outcome, recipe_id, file_id, "
        "(SELECT count(*) FROM attempts WHERE document_id = documents.id AND ending = 'interrupted'), "
        "(SELECT count(*) FROM pages WHERE document_id = documents.id AND quarantined) "
        "FROM documents WHERE id = ?",
        {document});
    if (!row.next()) throw Trouble("store.damaged", "the database lacks a document", "run nianbao verify");
    return {document,
            row.text(0),
            outcome_named(row.text(1)).value_or(Outcome::internal_error),
            row.optional_integer(2),
            row.optional_integer(3),
            static_cast<int>(row.integer(4)),
            static_cast<int>(row.integer(5))};
}

}  // namespace nianbao::store
