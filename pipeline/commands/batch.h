// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/batch/whole_run.h"

namespace nianbao {

/// `nianbao batch` and `nianbao retry`, as asked for on the command line.
struct BatchRequest {
    batch::Settings settings;
    batch::Scope scope = batch::Scope::paths;
};

/// @return the exit code of the contract. A run that a signal stopped before its end leaves by that signal.
/// @throws UsageError
int run_batch(const BatchRequest& request);

}  // namespace nianbao
