// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <vector>

// Order-preserving matching of what a table prints with what the form expects (Needleman and Wunsch's global
// alignment).
namespace nianbao::parser {

struct AlignmentTask {
    int observed = 0, expected = 0;
    std::function<double(int, int)> similarity;   ///< 0..1 of (observed, expected)
    std::function<double(int)> least_similarity;  ///< of an observed one: below it nothing matches
    std::function<double(int)> cost_unobserved;   ///< of an expected one that is not there; 0 where it may be absent
    double cost_extra = 0.3;                      ///< of an observed one that the form lacks
};

struct Alignment {
    std::vector<int> expected_of;    ///< for each observed one: index of the expected one, or -1
    std::vector<double> similarity;  ///< of that match
};

Alignment align(const AlignmentTask& task);

}  // namespace nianbao::parser
