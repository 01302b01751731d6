// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "pipeline/batch/inputs.h"
#include "pipeline/store/store.h"

namespace nianbao::batch {

/// One document to convert.
struct Task {
    std::int64_t document = 0, file = 0;
    std::filesystem::path path;
    std::string sha256;
    store::FileStamp stamp;
    int changes = 0;  ///< how often the file turned out to have changed in this run
};

struct PlanOptions {
    std::int64_t recipe = 0;
    Switch check_content = Switch::off;
    Switch retry = Switch::off;
    Switch has_password = Switch::off;  ///< then encrypted ones are tried again
};

struct Plan {
    std::deque<Task> tasks;           ///< the order in which to convert them
    std::vector<std::int64_t> files;  ///< ids of all that were looked at, whether they need converting or not
    int done = 0;                     ///< need nothing: converted before, by this recipe
    int failed_before = 0;            ///< failed before, by this recipe, and not to be retried
    int duplicates = 0;               ///< the same content as another one
};

/// Whether a document in this state is to be converted.
bool is_due(const store::DocumentState& state, const PlanOptions& options);

/// Registers what is new or changed, and says what is to be done. Of several files with one content the first by name
/// is converted, unless the content already belongs to one. Documents that were at work when earlier runs were killed
/// come last, so that one that takes the machine down does not keep the others from being done.
/// @param looked_at  told how many files were looked at so far; false: stop, with what there is. May be empty.
/// @throws store::Trouble
Plan make_plan(store::Store& store, const std::vector<Candidate>& candidates, const PlanOptions& options,
               const std::function<bool(std::size_t)>& looked_at);

}  // namespace nianbao::batch
