// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands.h"

namespace nianbao::review {

Commands commands() {
    return {};
}

}  // namespace nianbao::review
