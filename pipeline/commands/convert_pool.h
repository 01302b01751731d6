// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "pipeline/commands/convert.h"
#include "pipeline/isolated_job.h"
#include "pipeline/outputs.h"

namespace nianbao {

/// Reads the reports in worker processes, and writes and tells of them in the order in which they were given.
/// @return the worst that became of one
Outcome convert_with_workers(const std::vector<Job>& jobs, const ConvertRequest& request, JsonLayout layout);

}  // namespace nianbao
