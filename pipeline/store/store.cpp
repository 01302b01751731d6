// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/store.h"

#include "pipeline/store/schema.h"
#include "pipeline/store/store_lock.h"
#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

namespace fs = std::filesystem;

void prepare_for_writing(Database& database) {
    // FULL: what was committed is on the disk, whatever happens to the machine.
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    migrate(database);
}

void require_store(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder / "store.db", ignored))
        throw Trouble("store.missing", folder.string() + " is no store (it has no store.db)",
                      "name the folder that nianbao batch --store made");
}

}  // namespace

Store::Store(const fs::path& folder, Purpose purpose, const StoreOptions& options)
    : folder_(folder), files_(options.files ? *options.files : system_files()), objects_(folder, files_) {
    if (purpose == Purpose::write) {
        database_ = std::make_unique<Database>(folder / "store.db", Database::Access::create, options.vfs);
        prepare_for_writing(*database_);
        objects_.prepare();
        return;
    }
    require_store(folder);
    if (purpose == Purpose::review) {
        database_ = std::make_unique<Database>(folder / "store.db", Database::Access::write, options.vfs);
        // An older program at work would not know what to do with the new schema.
        const auto lock = is_older(*database_) ? StoreLock::try_take(folder) : nullptr;
        if (!lock && is_older(*database_))
            throw Trouble("store.busy", "a run has the store, which an older nianbao made", "wait for it to end");
        prepare_for_writing(*database_);
        return;
    }
    try {
        database_ = std::make_unique<Database>(folder / "store.db", Database::Access::write, options.vfs);
        require_current(*database_);
    } catch (const Trouble& trouble) {
        // A folder that may only be read, as long as nothing waits in the log that SQLite would have to read first.
        std::error_code ignored;
        const auto log = fs::file_size(folder / "store.db-wal", ignored);
        const bool refused = trouble.code() == "store.not_writable" || trouble.code() == "store.missing";
        if (!refused || (!ignored && log > 0)) throw;
        database_ = std::make_unique<Database>(folder / "store.db", Database::Access::read_alone, options.vfs);
        require_current(*database_);
    }
}

void make_store_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error && !fs::is_directory(folder, error)) error = std::make_error_code(std::errc::not_a_directory);
    if (error) throw trouble_of(error.value(), "make the store's folder " + folder.string());
}

}  // namespace nianbao::store
