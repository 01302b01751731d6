// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

#include "pipeline/batch/settings.h"

namespace nianbao::batch {

/// Reads settings from TOML over those that `settings` has. Keys are those of setting_list.h; relative paths in it
/// are taken from the folder that the program runs in.
/// @throws UsageError "FILE:LINE: …" for what is no TOML, an unknown key (the nearest known one is named), a value of
///         the wrong kind or outside its range
void read_settings_file(const std::filesystem::path& file, Settings& settings);

/// The same from a text; `name` is what messages call it.
void read_settings_text(const std::string& toml, const std::string& name, Settings& settings);

}  // namespace nianbao::batch
