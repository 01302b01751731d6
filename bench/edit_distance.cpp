// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/edit_distance.h"

#include <algorithm>
#include <vector>

#include "document/utf8.h"

namespace nianbao::bench {
namespace {

bool is_space(char32_t c) {
    return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

/// One of several characters that look alike for all of them.
char32_t folded(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full-width forms: commas, brackets, colons, letters
    switch (c) {
        case U'“':
        case U'”':
        case U'„':
        case U'〝':
        case U'〞':
            return U'"';
        case U'‘':
        case U'’':
            return U'\'';
        case U'—':
        case U'–':
        case U'―':
        case U'─':
        case U'‐':
            return U'-';
        case U'·':
        case U'•':
        case U'・':
            return U'.';
        default:
            return c;
    }
}

}  // namespace

std::u32string comparable(std::string_view utf8) {
    std::u32string out;
    for (const char32_t c : to_utf32(utf8)) {
        if (is_space(c)) continue;
        if (c == U'…') {
            out += U"...";
        } else {
            out += folded(c);
        }
    }
    return out;
}

std::size_t infix_distance(std::u32string_view pattern, std::u32string_view text) {
    // Row i holds the distance of the pattern's first i characters to the best part of the text that ends at j.
    std::vector<std::size_t> row(text.size() + 1, 0);
    for (std::size_t i = 1; i <= pattern.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= text.size(); ++j) {
            const std::size_t replaced = diagonal + (pattern[i - 1] == text[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return *std::min_element(row.begin(), row.end());
}

}  // namespace nianbao::bench
