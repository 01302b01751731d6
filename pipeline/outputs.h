// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/output_plan.h"
#include "pipeline/recipe.h"

namespace nianbao {

enum class JsonLayout { indented, one_line };

/// A record's JSON in one line, ended by a line feed.
std::string one_line_json(const std::string& json);

/// Renders everything first, then writes: a destination is written whole or not at all. CSV files get the byte order
/// mark and each table in a file of its own beside them.
/// @throws Failure "output.*"
void write_outputs(const Conversion& conversion, const std::vector<Destination>& destinations, JsonLayout layout);

}  // namespace nianbao
