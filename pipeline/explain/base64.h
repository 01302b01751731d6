// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace nianbao {

std::string base64(std::string_view bytes);
/// Of what base64() wrote; anything else gives rubbish, but ends.
std::string from_base64(std::string_view text);

}  // namespace nianbao
