// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "layout/grid.h"

namespace nianbao::layout {

/// Inches: pieces of one line, and the two strokes of a double rule, are no farther apart; rows are taller than 0.11.
inline constexpr double same_line = 0.055;
/// Inches: hardly any character has a stroke that long.
inline constexpr double no_stroke = 0.3;
/// Share of a real rule with ink right beside it, at most.
inline constexpr double clear_of_text = 0.15;

/// The boundaries that rules of one direction draw, ascending.
/// @param middle  pixels along, where their positions are taken
std::vector<GridLine> lines_of(std::vector<Rule> rules, double middle, double dpi);

}  // namespace nianbao::layout
