// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/clock.h"

#include <chrono>
#include <ctime>

namespace nianbao::store {

std::string utc_text(std::int64_t seconds_since_1970) {
    const std::time_t time = seconds_since_1970;
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string utc_now() {
    return utc_text(std::time(nullptr));
}

std::int64_t now_ns() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

}  // namespace nianbao::store
