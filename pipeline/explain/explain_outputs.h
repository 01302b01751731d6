// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/explain/explanation.h"

// Explanations for people and for programs.
namespace nianbao {

enum class Drawing { none, braille };

std::string explanation_text(const Explanation& explanation, Drawing drawing);
/// One object: the record's file and the explained cells.
std::string explanations_json(const parser::Record& record, const std::vector<Explanation>& explanations);
/// One page that needs no other file.
std::string explanations_html(const parser::Record& record, const std::vector<Explanation>& explanations);

}  // namespace nianbao
