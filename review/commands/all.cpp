// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/commands.h"
#include "review/commands/log_command.h"
#include "review/commands/review_command.h"
#include "review/commands/show_command.h"

namespace nianbao::review {

Commands commands() {
    Commands list;
    list.push_back(std::make_unique<ReviewCommand>());
    list.push_back(std::make_unique<LogCommand>());
    list.push_back(std::make_unique<ShowCommand>());
    return list;
}

}  // namespace nianbao::review
