// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands.h"
#include "review/commands/review_command.h"

namespace nianbao::review {

Commands commands() {
    Commands list;
    list.push_back(std::make_unique<ReviewCommand>());
    return list;
}

}  // namespace nianbao::review
