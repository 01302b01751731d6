// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>

#include "pipeline/batch/batch_run.h"
#include "pipeline/batch/run_summary.h"
#include "pipeline/batch/settings.h"
#include "pipeline/store/attempts.h"
#include "pipeline/store/store.h"

namespace nianbao::batch {

/// What a run needs from outside; tests put their own there.
struct RunParts {
    std::function<std::unique_ptr<Converter>(const Settings&)> converter = make_converter;
    store::StoreOptions store = {};
    std::function<store::Recipe(const Settings&)> recipe;  ///< empty: recipe_of
};

enum class Scope {
    paths,     ///< what the settings' paths lead to
    failures,  ///< what failed before, of the whole store or of the paths where some are named
};

/// A whole `nianbao batch` or `nianbao retry`: lock, store, plan, run (again and again when watching), summary.
/// The caller shows the summary.
/// @throws store::Trouble, UsageError, Failure
RunSummary whole_run(const Settings& settings, Scope scope, const StopRequest& stop, RunListener& progress,
                     const RunParts& parts = {});

}  // namespace nianbao::batch
