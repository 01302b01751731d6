// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nianbao {

/// `nianbao doctor`: says on standard output what is installed and what is missing, with the package that brings it.
/// @return 0 when everything required is there, else 1
int run_doctor();

}  // namespace nianbao
