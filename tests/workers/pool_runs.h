// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "pipeline/workers/pool.h"

namespace nianbao::testing {

/// Options with which tests are quick: short deadlines, faults as parse_faults reads them.
workers::PoolOptions quick(const std::string& faults = "", int jobs = 1);

workers::DocumentRequest request_for(std::vector<std::filesystem::path> files);

/// One document through a pool of its own. Waits two minutes at most; then the result's ticket is 0.
workers::DocumentResult run_pool(const workers::PoolOptions& options, const workers::DocumentRequest& request);

/// Processes whose parent is `parent`, zombies left out.
std::vector<pid_t> children_of(pid_t parent);
bool is_alive(pid_t process);

/// What a document says on one page: its text and its tables' cells, for comparison.
std::string text_on_page(const Document& document, int page);

}  // namespace nianbao::testing
