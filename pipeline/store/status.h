// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/store/store.h"

namespace nianbao::store {

/// What a store holds, for `nianbao status`.
struct Status {
    std::map<std::string, std::int64_t> files_by_outcome;
    struct Group {
        std::string name;  ///< a year, a body; empty where the records name none
        std::int64_t reports = 0, for_review = 0, cells = 0, cells_for_review = 0, checks_failed = 0;
        std::int64_t cells_answered = 0, cells_corrected = 0;  ///< by reviewers; the latter said something else
    };
    std::vector<Group> by_year;  ///< in their order
    std::vector<Group> by_body;  ///< most cells for review first, then by name
    struct Report {
        std::string file, outcome, cause, remedy;
        std::int64_t cells = 0, cells_for_review = 0, page = 0;
    };
    std::vector<Report> for_review;  ///< most cells first
    std::vector<Report> failures;
    std::int64_t documents = 0, records_of_older_recipes = 0, attempts = 0, interrupted = 0;
    std::int64_t answered = 0, corrected = 0;  ///< cells, by reviewers
    struct Run {
        std::string started, finished, ended;
    };
    std::vector<Run> runs;  ///< the last ones, the newest first
};

Status status_of(const Store& store);

/// @param most  entries of each list; the rest is counted
std::string status_table(const Status& status, std::size_t most);
std::string status_json(const Status& status);

}  // namespace nianbao::store
