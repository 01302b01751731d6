// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// Durations, sizes and times as people write them. None for anything else.
namespace nianbao::batch {

/// "90" and "90s" are seconds; "500ms", "2m", "1h", "2d".
std::optional<std::chrono::milliseconds> parse_duration(const std::string& text);
/// "512" and "512M" are mebibytes; "4096K", "2G". In bytes.
std::optional<std::size_t> parse_size(const std::string& text);
/// "2026-11-01", "2026-11-01T20:30", local time; or how long ago: "2d". Nanoseconds since 1970.
std::optional<std::int64_t> parse_time(const std::string& text, std::int64_t now_ns);
std::optional<double> parse_number(const std::string& text);

}  // namespace nianbao::batch
