// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/batch/setting_texts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <map>

namespace nianbao::batch {
namespace {

/// A number followed by one of the units; no unit is the unit "".
std::optional<double> with_unit(const std::string& text, const std::map<std::string, double>& units) {
    const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto number = parse_number(text.substr(0, digits));
    const auto unit = units.find(text.substr(digits));
    if (!number || unit == units.end()) return std::nullopt;
    const double product = *number * unit->second;
    if (product > 1e15) return std::nullopt;
    return product;
}

}  // namespace

std::optional<double> parse_number(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::chrono::milliseconds> parse_duration(const std::string& text) {
    const auto ms = with_unit(text, {{"", 1e3}, {"ms", 1}, {"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}, {"d", 8.64e7}});
    if (!ms) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(*ms));
}

std::optional<std::size_t> parse_size(const std::string& text) {
    constexpr double kib = 1024;
    const auto bytes = with_unit(text, {{"", kib * kib}, {"K", kib}, {"M", kib * kib}, {"G", kib * kib * kib}});
    if (!bytes) return std::nullopt;
    return static_cast<std::size_t>(*bytes);
}

std::optional<std::int64_t> parse_time(const std::string& text, std::int64_t now_ns) {
    constexpr std::int64_t second = 1'000'000'000, millisecond = 1'000'000;
    for (const char* form : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"}) {
        std::tm parts{};
        parts.tm_isdst = -1;
        const char* end = strptime(text.c_str(), form, &parts);
        if (!end || *end != '\0') continue;
        return std::int64_t{std::mktime(&parts)} * second;
    }
    const auto ago = parse_duration(text);
    if (!ago || text.find_first_not_of("0123456789.") == std::string::npos) return std::nullopt;
    return now_ns - ago->count() * millisecond;
}

}  // namespace nianbao::batch
