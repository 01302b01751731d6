// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace nianbao {

/// What a file holds, told by its first bytes; its name says nothing.
enum class Content { pdf, png, jpeg, tiff, text, other };

struct Sniffed {
    Content content = Content::other;
    std::string media_type;  ///< "application/pdf", "image/png", ..., "text/plain"
    std::string called;      ///< in words, for a refusal: "an OFD or office document (ZIP)"
};

/// @param head the first bytes, 4 KB are enough
Sniffed sniff(std::string_view head);

/// Checks that the path names a file that can be opened and is not empty, then looks at its first bytes.
/// @throws Failure "input.missing", "input.directory", "input.unreadable", "input.empty"
Sniffed sniff_media_type(const std::filesystem::path& path);

/// Opens a file for reading after the same checks. The caller closes the descriptor; it is not inherited by programs.
/// @throws Failure "input.missing", "input.directory", "input.unreadable", "input.empty"; std::system_error when the
///         process or the system has no descriptors left
int open_input(const std::filesystem::path& path);

}  // namespace nianbao
