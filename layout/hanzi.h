// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <string>

#include "document/utf8.h"

namespace nianbao::layout {

/// Of the common block (U+4E00 to U+9FFF), without 一: a dash is taken for it.
inline bool is_hanzi(char32_t c) {
    return c > U'一' && c <= 0x9FFF;
}

/// Words: neither a number nor a dash, whatever it was taken for.
inline bool holds_hanzi(const std::string& text) {
    return std::ranges::any_of(to_utf32(text), is_hanzi);
}

}  // namespace nianbao::layout
