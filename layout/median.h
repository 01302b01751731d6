// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace nianbao::layout {

/// The middle value; of an even number of values the upper of the two in the middle; of none 0.
template <typename Number>
Number median(std::vector<Number> values) {
    if (values.empty()) return Number{};
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace nianbao::layout
