// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace nianbao {

/// Code points of a UTF-8 text; a broken sequence becomes U+FFFD.
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
std::string to_utf8(char32_t character);
bool valid_utf8(std::string_view bytes);

/// CJK ideographs (the blocks that Chinese text uses, 〇 among them).
bool is_hanzi(char32_t c);
/// Full-width Latin letters, digits and signs to their ordinary forms; 〔〕〈〉 and Chinese punctuation stay.
char32_t ascii_width(char32_t c);

}  // namespace nianbao
