// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "pipeline/store/database.h"

// The shape of the database, and how an older one becomes this one. docs/operations.md describes the tables.
namespace nianbao::store {

/// Step n brings a database of version n - 1 (0: an empty one) to version n. Steps are never changed once released.
const std::vector<const char*>& schema_steps();
inline int schema_version() {
    return static_cast<int>(schema_steps().size());
}

/// Takes all steps that are missing, in one transaction. The version is in SQLite's user_version.
/// @throws Trouble "store.newer" when a newer program made it; "store.damaged" when it is no store's
void migrate(Database& database);
bool is_older(const Database& database);
/// For those who only read: nothing is changed. @throws Trouble "store.newer", "store.older"
void require_current(const Database& database);

}  // namespace nianbao::store
