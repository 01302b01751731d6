// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/store/store.h"
#include "pipeline/workers/pool.h"

// Runs and attempts: each is in the database before it starts.
namespace nianbao::store {

struct Recipe {
    std::string fingerprint;  ///< SHA-256 of all that decides what a record says
    std::string description;  ///< JSON: what went into it
};
std::int64_t recipe_id(Database& database, const Recipe& recipe);

/// Also marks attempts that a killed run left as interrupted: the caller holds the lock, so nobody is at work on them.
std::int64_t begin_run(Database& database, std::int64_t recipe);
/// @param ended  "complete", "stopped" or "trouble"
void end_run(Database& database, std::int64_t run, std::string_view ended, const std::string& summary_json);

struct NewAttempt {
    std::int64_t document = 0, file = 0, run = 0, recipe = 0;
};
/// On the disk when it returns. @return the attempt's id
std::int64_t begin_attempt(Database& database, const NewAttempt& attempt);

/// Ended without a result for the document: "changed", "interrupted", "trouble".
void abandon_attempt(Database& database, std::int64_t attempt, std::string_view ending, const std::string& cause);

/// Files first, then everything in one transaction. Doing it twice is the same as doing it once.
/// @param seconds  that the attempt took
/// @throws Trouble; then the attempt is as it was, and the call can be repeated
void finish_attempt(Store& store, std::int64_t attempt, const workers::DocumentResult& result, double seconds);

}  // namespace nianbao::store
