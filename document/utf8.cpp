// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/utf8.h"

#include <cstddef>

namespace nianbao {
namespace {

constexpr char32_t replacement = 0xFFFD;

// Decodes one code point at `i` and moves on; overlong forms, surrogates and truncated sequences give `replacement`
// and move by one byte (the Unicode Standard, 3.9, "maximal subpart" is not needed here).
char32_t next(std::string_view s, std::size_t& i, bool& valid) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
    const unsigned char lead = byte(i);
    if (lead < 0x80) return s[i++];
    const int length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? (lead < 0xF0 ? 3 : 0) : lead >= 0xC2 ? 2 : 0;
    if (length != 0 && i + length <= s.size()) {
        char32_t c = lead & (0x7F >> length);
        bool good = true;
        for (int k = 1; k < length; ++k) {
            good = good && (byte(i + k) & 0xC0) == 0x80;
            c = c << 6 | (byte(i + k) & 0x3F);
        }
        const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
        if (good && c >= least && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF)) {
            i += length;
            return c;
        }
    }
    ++i;
    valid = false;
    return replacement;
}

}  // namespace

std::u32string to_utf32(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    bool valid = true;
    for (std::size_t i = 0; i < utf8.size();) out += next(utf8, i, valid);
    return out;
}

bool valid_utf8(std::string_view bytes) {
    bool valid = true;
    for (std::size_t i = 0; i < bytes.size() && valid;) next(bytes, i, valid);
    return valid;
}

std::string to_utf8(char32_t c) {
    std::string out;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) out += to_utf8(c);
    return out;
}

bool is_hanzi(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2EBEF) ||
           c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF);
}

char32_t ascii_width(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c == 0x3000 ? U' ' : c;
}

}  // namespace nianbao
