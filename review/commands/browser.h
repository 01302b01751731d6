// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace nianbao::review {

/// Has the desktop open an address in the person's browser, and does not wait for it. Where there is no desktop nothing
/// happens: the address is printed as well.
void open_in_browser(const std::string& address);

}  // namespace nianbao::review
