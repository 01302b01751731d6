// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/server/secret.h"

#include <sys/random.h>

#include <array>
#include <stdexcept>

namespace nianbao::review {

std::string new_secret() {
    std::array<unsigned char, 32> bytes{};
    // Up to 256 bytes come whole, or not at all.
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        throw std::runtime_error("the system gives no random numbers");
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool same_secret(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned differences = 0;
    for (std::size_t i = 0; i < a.size(); ++i) differences |= static_cast<unsigned char>(a[i] ^ b[i]);
    return differences == 0;
}

}  // namespace nianbao::review
