// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/command.h"

namespace nianbao::review {

/// The commands of this room, for the program's main.
Commands commands();

}  // namespace nianbao::review
