// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>

namespace nianbao::store {

/// "2026-11-27T01:02:03Z"
std::string utc_now();
std::string utc_text(std::int64_t seconds_since_1970);
std::int64_t now_ns();  ///< nanoseconds since 1970

}  // namespace nianbao::store
