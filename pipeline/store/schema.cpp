// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/schema.h"

#include "pipeline/store/trouble.h"

namespace nianbao::store {
namespace {

constexpr std::int64_t application_id = 0x6E62616F;  // "nbao", so that file(1) and we know a store from other databases

int version_of(const Database& database) {
    return static_cast<int>(database.number("PRAGMA user_version").value_or(0));
}

Trouble newer(int version) {
    return {"store.newer",
            "the store was made by a newer nianbao (its schema is " + std::to_string(version) +
                ", this program knows up to " + std::to_string(schema_version()) + ")",
            "use the newer program, or another --store"};
}

void refuse_foreign(const Database& database) {
    const auto tables = database.number("SELECT count(*) FROM sqlite_schema").value_or(0);
    if (tables > 0 && database.number("PRAGMA application_id") != application_id)
        throw Trouble("store.damaged", "the database is not a store of nianbao's", "name another folder with --store");
}

}  // namespace

void migrate(Database& database) {
    refuse_foreign(database);
    if (version_of(database) == schema_version()) return;
    Transaction transaction(database);
    const int found = version_of(database);  // another process may have been quicker
    if (found > schema_version()) throw newer(found);
    for (int step = found; step < schema_version(); ++step) {
        database.execute(schema_steps()[static_cast<std::size_t>(step)]);
    }
    database.execute("PRAGMA application_id = " + std::to_string(application_id));
    database.execute("PRAGMA user_version = " + std::to_string(schema_version()));
    transaction.commit();
}

bool is_older(const Database& database) {
    return version_of(database) < schema_version();
}

void require_current(const Database& database) {
    refuse_foreign(database);
    const int found = version_of(database);
    if (found > schema_version()) throw newer(found);
    if (found < schema_version())
        throw Trouble("store.older", "the store was made by an older nianbao", "run nianbao batch on it once");
}

}  // namespace nianbao::store
