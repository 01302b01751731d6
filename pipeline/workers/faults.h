// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Misfortunes on demand, so that tests can show what a worker's death costs. None happens unless the supervisor was
// told of it and told its worker.
namespace nianbao::workers {

enum class Misfortune { crash, abort, hang, memory, flood, flood_errors, leave, garbage, spin };

struct Fault {
    Misfortune what = Misfortune::crash;
    std::string stage;  ///< as Progress names it: "open", "render", "parse", ...
    int page = 0;       ///< as its file counts; 0: any, and stages of the whole document
    int attempts = 0;   ///< it strikes in so many first attempts; 0: in all
};

/// "crash@render:2:1,hang@parse": WHAT@STAGE[:PAGE[:ATTEMPTS]], several with commas. std::nullopt for anything else.
std::optional<std::vector<Fault>> parse_faults(std::string_view text);

/// In a worker: does what the first fault that fits this place says. Returns when none does.
/// @param channel  the worker's end of its connection
void strike(const std::vector<Fault>& faults, std::string_view stage, int page, int attempt, int channel);

}  // namespace nianbao::workers
