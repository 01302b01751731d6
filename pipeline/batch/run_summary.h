// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/batch/batch_run.h"
#include "pipeline/batch/inputs.h"

namespace nianbao::batch {

/// One file of the run's scope, as it stands when the run has ended.
struct FileResult {
    std::string name;
    store::Outcome outcome = store::Outcome::waiting;
    std::string stage, cause, remedy, duplicate_of;
    int page = 0, cells = 0, cells_for_review = 0;
};

struct RunSummary {
    std::string store, recipe, started, finished;
    std::string ended;    ///< complete, stopped, trouble
    std::string trouble;  ///< in words, where it ended so
    Tally tally;
    std::vector<FileResult> files;
    std::vector<Problem> problems;

    int count(store::Outcome outcome) const;
    int failures() const;  ///< files that could not be converted, problems among them
    /// The contract's, for a run that came to its end: 0, 1, 3 or 4.
    int exit_code(Switch strict) const;
    std::vector<std::string> lines() const;  ///< for people
    std::string json() const;                ///< one object; described in docs/operations.md
};

/// What became of these files. @param ids  of files, in any order, each once or more
std::vector<FileResult> file_results(const store::Database& database, const std::vector<std::int64_t>& ids);

}  // namespace nianbao::batch
