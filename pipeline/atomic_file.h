// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace nianbao {

/// Writes a whole file or nothing: a temporary file in the same folder, flushed to the disk, then renamed into place.
/// An existing file keeps its permissions; a symbolic link stays one and its target is replaced. What is not a regular
/// file (a pipe, /dev/null) is written to directly.
/// @throws Failure "output.disk_full", "output.not_writable", "output.failed"; nothing is left behind then.
void write_whole_file(const std::filesystem::path& file, std::string_view content);

/// Finds out early whether write_whole_file can begin: the folder is there and may be written to.
/// @throws Failure "output.not_writable"
void check_writable(const std::filesystem::path& file);

/// Creates a folder and those above it. @throws Failure "output.not_writable"
void make_folder(const std::filesystem::path& folder);

/// Writes to a descriptor until all is out. @param name what a message calls it, e.g. "standard output"
/// @throws Failure as write_whole_file, and "output.closed" when the reader of a pipe has gone
void write_to_descriptor(int descriptor, std::string_view content, const std::string& name);

}  // namespace nianbao
