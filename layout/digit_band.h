// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include "layout/bands.h"

namespace nianbao::layout {

/// Height of digits, in ems.
inline constexpr double digit_height = 0.70;

/// Whether what stands side by side in a row is as upright and narrow as digits are, whole or broken. Three hanzi or
/// more hardly ever are: one among them is wide. Of one or two it says little: the halves of 件 are narrow.
bool holds_digits(const Band& row);

/// Height of the digits in a row that has several whole ones, equally tall, and little else; nothing for others: what
/// is left of broken digits is lower than they were.
std::optional<double> digits_height(const Band& row);

}  // namespace nianbao::layout
