// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/command.h"

namespace nianbao {

/// The whole program, from its arguments to its exit code (README.md lists them). As a worker process, too: what main
/// does besides would be done in every worker.
/// @param more  the commands of rooms that pipeline does not know
int run_program(int count, char** arguments, const Commands& more);

}  // namespace nianbao
