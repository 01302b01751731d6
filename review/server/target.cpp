// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/target.h"

#include <algorithm>

namespace nianbao::review {
namespace {

bool is_path_sign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
}

bool is_plain_path(std::string_view path) {
    return !path.empty() && path.front() == '/' && path.find("..") == std::string_view::npos &&
           path.find("//") == std::string_view::npos && std::all_of(path.begin(), path.end(), is_path_sign);
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

/// Cuts the text before the sign off and gives it; the sign is gone, too.
std::string_view take_until(std::string_view& text, char sign) {
    const std::size_t end = std::min(text.find(sign), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

bool add_pair(std::string_view pair, std::map<std::string, std::string>& query) {
    const std::string_view name = take_until(pair, '=');
    const auto value = decoded(pair);
    return !name.empty() && std::all_of(name.begin(), name.end(), is_path_sign) && value &&
           query.emplace(name, *value).second;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
    Target found;
    found.path = take_until(target, '?');
    if (!is_plain_path(found.path)) return std::nullopt;
    while (!target.empty()) {
        if (!add_pair(take_until(target, '&'), found.query)) return std::nullopt;
    }
    return found;
}

std::optional<std::string> cookie_value(std::string_view field, std::string_view name) {
    std::optional<std::string> found;
    while (!field.empty()) {
        std::string_view pair = take_until(field, ';');
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        if (take_until(pair, '=') != name) continue;
        if (found) return std::nullopt;
        found = std::string(pair);
    }
    return found;
}

}  // namespace nianbao::review
