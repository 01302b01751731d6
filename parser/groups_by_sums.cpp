// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/groups_by_sums.h"

#include <algorithm>
#include <cstdint>

#include "parser/value_region.h"

namespace nianbao::parser {
namespace {

bool adds_up(const std::vector<const Field*>& fields, std::size_t from, std::size_t columns) {
    if (from + columns > fields.size()) return false;
    std::int64_t sum = 0;
    for (std::size_t i = from; i < from + columns; ++i) {
        const std::optional<std::int64_t> count = count_in(*fields[i]);
        if (!count || fields[i]->label) return false;
        if (i + 1 == from + columns) return *count == sum && sum > 0;
        sum += *count;
    }
    return false;
}

}  // namespace

std::vector<GroupPlace> groups_by_sums(const std::vector<const Field*>& fields, std::size_t groups,
                                       std::size_t columns) {
    std::vector<GroupPlace> places(groups);
    if (fields.size() < (groups - 1) * columns) return {};  // more than one group has lost fields
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t from_begin = g * columns, to_end = (groups - g) * columns;
        if (adds_up(fields, from_begin, columns)) {
            places[g] = {from_begin, true};
        } else if (to_end <= fields.size() && adds_up(fields, fields.size() - to_end, columns)) {
            places[g] = {fields.size() - to_end, true};
        }
    }
    if (std::ranges::none_of(places, &GroupPlace::adds_up)) return {};
    for (std::size_t g = 1; g < groups; ++g) {
        const auto &before = places[g - 1].first, &own = places[g].first;
        if (before && own && *own < *before + columns) return {};  // chance: one field in two groups
    }
    for (std::size_t g = 0; g < groups; ++g) {
        if (places[g].adds_up) continue;
        const auto begin = g == 0 ? std::optional<std::size_t>(0) : places[g - 1].first;
        const auto end = g + 1 == groups ? std::optional(fields.size()) : places[g + 1].first;
        const std::size_t first = begin.value_or(0) + (g == 0 ? 0 : columns);
        if (begin && end && *end == first + columns) places[g].first = first;
    }
    return places;
}

}  // namespace nianbao::parser
