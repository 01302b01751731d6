// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nianbao {

/// `nianbao doctor`: says on standard output what is installed and what is missing, with the package that brings it;
/// and for each layer of the sandbox whether it can be put in force here.
/// @return 0 when everything required is there, else 1
int run_doctor();

}  // namespace nianbao
