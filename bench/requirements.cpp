// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/requirements.h"

#include <algorithm>

namespace nianbao::bench {
namespace {

constexpr const char* all_else = "other scans";

}  // namespace

const std::vector<Requirement>& requirements() {
    static const std::vector<Requirement> list{
        {"born digital", {{"digital", 0}}, 1, 0, 0},
        {"good scans", {{"clean", 300}, {"office", 300}, {"seal", 300}, {"turned", 300}}, 0.9995, 0.01, 0},
        {"fair scans", {{"office", 200}, {"copy", 300}, {"photo", 300}}, 0.995, 0.03, 0},
        {"poor scans", {{"office", 150}, {"copy", 200}, {"photo", 200}, {"bad", 200}}, 0.98, 0.1, 1.0 / 20000}};
    return list;
}

const Requirement* requirement_of(const Stratum& stratum) {
    for (const Requirement& requirement : requirements()) {
        if (std::find(requirement.strata.begin(), requirement.strata.end(), stratum) != requirement.strata.end())
            return &requirement;
    }
    return nullptr;
}

std::vector<std::string> group_names() {
    std::vector<std::string> names;
    for (const Requirement& requirement : requirements()) names.push_back(requirement.name);
    names.emplace_back(all_else);
    return names;
}

std::string group_of(const Stratum& stratum) {
    const Requirement* requirement = requirement_of(stratum);
    return requirement != nullptr ? requirement->name : all_else;
}

}  // namespace nianbao::bench
