// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "parser/relations.h"

// Joint decoding: of all ways to read the doubtful cells, the most probable one, where a broken sum costs what it takes
// a published report to break it, and several that one misprint explains cost little more than one (parser/misprints).
// Cells that no reader doubts stay as they are.
namespace nianbao::parser {

struct DecodeOptions {
    double least_probability = 1e-4;  ///< of a candidate, to be considered
    long most_nodes = 100000;         ///< of one search; beyond it the best found so far is taken and not trusted
};

struct Decoding {
    /// For each cell: probability ratio (0..1) of the best joint reading in which it counts otherwise to the best one.
    std::vector<double> rival;
    /// For each cell: its candidate in that other reading; -1 where none was looked for, or the search was cut short.
    std::vector<int> rival_candidate;
    /// For each cell: false where the search was cut short.
    std::vector<bool> exact;
};

/// Sets `chosen` of the cells. Search: depth first, branch and bound, over each group of doubtful cells that sums
/// connect. The bound adds up the best remaining candidates and assumes that every open sum will hold; so the result is
/// optimal wherever `exact` says so.
Decoding decode(std::vector<NumericCell>& cells, const std::vector<Relation>& relations,
                const DecodeOptions& options = {});

}  // namespace nianbao::parser
