// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "parser/candidates.h"
#include "parser/form.h"
#include "parser/record.h"

// The sums that the form's cells must keep.
namespace nianbao::parser {

struct Term {
    int cell = 0;  ///< index into the cells
    int sign = 1;  ///< +1 for a part, -1 for a total
};

struct Relation {
    std::string id;
    std::vector<Term> terms;
    double own_error = 0;  ///< 0..1: how often published reports break it
    bool complete = true;  ///< every cell of it was found
};

/// Every relation of the form that has at least one cell among `cells`.
std::vector<Relation> relations_of(const std::vector<NumericCell>& cells, const FormBook& forms);

/// The sign of a cell in a relation; 0 where it does not stand in it.
int sign_in(const Relation& relation, int cell);

/// Parts minus totals with the chosen values, in millionths; none when a cell is missing or not understood.
std::optional<std::int64_t> difference(const Relation& relation, const std::vector<NumericCell>& cells);

std::vector<Check> checks_of(const std::vector<Relation>& relations, const std::vector<NumericCell>& cells);

}  // namespace nianbao::parser
