// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/file_names.h"

#include <algorithm>
#include <cstdio>

#include "document/utf8.h"

namespace nianbao::store {
namespace {

/// Bytes of the character that begins here; 0 when they are none.
std::size_t character_length(std::string_view text) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
        if (valid_utf8(text.substr(0, length))) return length;
    }
    return 0;
}

std::string escaped(char c) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(c));
    return text;
}

}  // namespace

std::string readable_name(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t length = character_length(path);
        const auto first = static_cast<unsigned char>(path.front());
        const bool control = first < 0x20 || first == 0x7f || (length == 2 && first == 0xC2 && path[1] < '\xA0');
        if (length == 0 || control) {
            const std::size_t bytes = std::max<std::size_t>(length, 1);
            for (std::size_t i = 0; i < bytes; ++i) out += escaped(path[i]);
            path.remove_prefix(bytes);
            continue;
        }
        out += path.substr(0, length);
        path.remove_prefix(length);
    }
    return out;
}

}  // namespace nianbao::store
