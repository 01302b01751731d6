// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

namespace nianbao {

/// A data file of ours (forms, models) by its path inside the source tree, e.g. "parser/forms/national.toml".
/// Looked for in $NIANBAO_DATA, then beside the program (share/nianbao, ../share/nianbao), then in the source tree that
/// this program was built from. @throws Failure "install.data_missing" when it is nowhere.
std::filesystem::path data_file(const std::string& relative);

}  // namespace nianbao
