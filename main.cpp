// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the rooms that do not know one another into the program.
#include "pipeline/program.h"
#include "review/commands.h"

int main(int count, char** arguments) {
    return nianbao::run_program(count, arguments, nianbao::review::commands());
}
