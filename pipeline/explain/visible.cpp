// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/visible.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "document/utf8.h"

namespace nianbao {
namespace {

bool is_control(char32_t c) {
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);  // turn a line's text around
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || direction;
}

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::string visible(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) out += is_control(c) ? "?" : to_utf8(c);
    return out;
}

int columns_of(std::string_view text) {
    int columns = 0;
    for (const char32_t c : to_utf32(text)) columns += is_wide(c) ? 2 : 1;
    return columns;
}

std::string padded(const std::string& text, int columns) {
    return text + std::string(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ');
}

std::string percent_text(double probability) {
    constexpr double hundredths_of_a_percent = 1e4;
    // The small addend keeps what was written as 0.9997 from becoming 99.96 % in binary.
    const auto cut = static_cast<long>(std::floor(std::clamp(probability, 0.0, 1.0) * hundredths_of_a_percent + 1e-7));
    if (cut == 0 && probability > 0) return "< 0.01 %";
    char text[32];
    std::snprintf(text, sizeof text, "%ld.%02ld %%", cut / 100, cut % 100);
    return text;
}

}  // namespace nianbao
