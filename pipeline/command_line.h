// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/command.h"
#include "pipeline/commands/batch.h"
#include "pipeline/commands/convert.h"
#include "pipeline/commands/explain.h"
#include "pipeline/commands/store_commands.h"

namespace nianbao {

/// What the command line asks for.
struct CommandLine {
    enum class Command { none, convert, explain, doctor, batch, status, exporting, verify, other };
    Command command = Command::none;
    int exit_code = 0;  ///< with Command::none: help or a complaint was printed, leave with this
    ConvertRequest convert;
    ExplainRequest explain;
    BatchRequest batch;
    StatusRequest status;
    ExportRequest exporting;
    VerifyRequest verify;
    nianbao::Command* other = nullptr;  ///< one of those that were handed in
};

/// Prints help, the version, or what is wrong (exit code 2) itself.
/// @param more  commands beside pipeline's own; they hold what was asked of them
CommandLine parse_command_line(int count, const char* const* arguments, const Commands& more = {});

}  // namespace nianbao
