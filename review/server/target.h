// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::review {

/// What a request asks for, taken apart.
struct Target {
    std::string path;                          ///< exactly as it came: "/api/queue"
    std::map<std::string, std::string> query;  ///< decoded from %XX and +
};

/// None when it is not one of ours in its normal form: a path of other characters than a-z, 0-9, '-', '_', '.' and '/',
/// with "..", or with anything encoded; a broken query, or one that names something twice.
std::optional<Target> parse_target(std::string_view target);

/// The value of one cookie in a Cookie field; none when it is not there, or there twice.
std::optional<std::string> cookie_value(std::string_view field, std::string_view name);

}  // namespace nianbao::review
