// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace nianbao::testing {

struct ProgramRun {
    int exit_code = -1;  ///< -1 when a signal ended it
    std::string out, error;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

/// Runs build/…/nianbao with these arguments, nothing on its standard input, and waits for it.
/// @param folder  its working directory; its output is caught in files beside this folder, not in it
ProgramRun run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                       const Environment& environment = {});

/// In a child after fork(): goes on as build/…/nianbao with these arguments.
[[noreturn]] void become_program(std::vector<std::string> arguments);

/// Number of lines, the last one with or without a line feed.
int line_count(const std::string& text);

}  // namespace nianbao::testing
