// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/record.h"

namespace nianbao {

enum class Wanted { every_cell, for_review };

/// Whether `*` (anything, dots too) and `?` (one character) in `pattern` can be filled so that it is `text`.
bool matches(std::string_view pattern, std::string_view text);

/// Cells of a record by ids and patterns, in the record's order, each once. Without patterns: all of them.
/// @param wanted  leaves out of these what is not for review
/// @throws UsageError that names near ids, when a pattern fits no cell
std::vector<const parser::RecordCell*> select_cells(const parser::Record& record,
                                                    const std::vector<std::string>& patterns, Wanted wanted);

/// The most similar ids of the record, best first; at most three.
std::vector<std::string> near_ids(const parser::Record& record, const std::string& wrong);

}  // namespace nianbao
