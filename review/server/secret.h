// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace nianbao::review {

/// 256 bits from the system's generator, as 64 lower-case hex digits. @throws std::runtime_error when it has none
std::string new_secret();

/// Takes as long for a near miss as for a wide one.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace nianbao::review
