// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "parser/record.h"
#include "tests/parser/synthetic.h"

// Made-up reports whose readers see what is there, but for what a test puts into their mouths.
namespace synthetic {

/// Readers that see what is there.
Read faithful(double confidence, int readers = 2);

/// A cell's place in the document, by the record that was read from it.
/// @throws std::logic_error where the document has no readings for it
nianbao::TableCell& cell_at(nianbao::Document& document, const nianbao::parser::Record& record, const std::string& id);

/// What both readers, or whichever there are, say of the cell from now on.
void misread(nianbao::TableCell& cell, const std::string& text, std::vector<nianbao::Alternative> alternatives = {});

/// One in whose row of repeated requests few cells are nought.
Report busy_report(Random& random);

}  // namespace synthetic
