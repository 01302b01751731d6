// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "pipeline/store/store.h"

namespace nianbao::store {

struct Defect {
    enum class Kind {
        database,   ///< SQLite's own check, or a reference that leads nowhere
        missing,    ///< the database names a file that is not there
        damaged,    ///< its bytes are not those that were written
        disagrees,  ///< the record says something else than the database
        orphan,     ///< a file that nothing names: harmless
        temporary,  ///< left by a run that was killed: harmless, the next run removes it
    };
    Kind kind = Kind::database;
    std::string what;  ///< one line
    std::filesystem::path file = {};
    std::int64_t document = 0;  ///< whose; 0: none's
};
std::string_view name(Defect::Kind kind);
bool is_harmless(Defect::Kind kind);

enum class Idle { yes, no };  ///< no: a run may be at work, so that files may be there before the database names them

struct Verification {
    std::size_t files = 0, documents = 0;
    std::vector<Defect> defects;
};

/// Checks every file against its hash, the database against itself and against the files.
Verification verify(const Store& store, Idle idle);

/// Removes what is harmless, and has the documents of missing, damaged or disagreeing files converted again by the next
/// run. The caller holds the lock. @return lines that say what was done
std::vector<std::string> repair(Store& store, const std::vector<Defect>& defects);

/// Lets go of the records and texts that only earlier attempts made, under older recipes: their files become orphans.
/// The caller holds the lock. @return how many attempts named one
std::int64_t forget_older_records(Store& store);

}  // namespace nianbao::store
