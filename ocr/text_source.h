// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao {

/// The text form of a report as UTF-8 without a byte order mark, whatever it was: UTF-8, UTF-16 with a mark, or GB18030
/// (GBK and GB2312 are parts of it). Line ends are \n.
/// @throws Failure as sniff_media_type does; "input.too_large" beyond 64 MB; "input.encoding" when it is none of these;
///         "input.not_supported" for what is no text.
std::string read_text_source(const std::filesystem::path& path);

/// The same for bytes in memory; std::nullopt when no encoding is known that they make sense in.
std::optional<std::string> decode_text(std::string_view bytes);

}  // namespace nianbao
