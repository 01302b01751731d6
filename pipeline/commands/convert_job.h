// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/commands/convert.h"
#include "pipeline/isolated_job.h"
#include "pipeline/outputs.h"
#include "pipeline/stage_times.h"

// What `convert` does before and after the reading, whichever process reads.
namespace nianbao {

/// What can be known to fail is found out before minutes are spent on reading.
/// @throws Failure "output.*", "install.missing"
void look_ahead(const Job& job, const ConvertRequest& request);

/// Writes the outputs and tells what there is to tell. @throws Failure "output.*"
Outcome deliver(const Conversion& conversion, const StageTimes& times, const Job& job, const ConvertRequest& request,
                JsonLayout layout, JobListener& listener);

}  // namespace nianbao
