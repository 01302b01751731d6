// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

// Texts of a record as a terminal may show them: a record can come from anywhere.
namespace nianbao {

/// Control characters, which could move the cursor or worse, become "?".
std::string visible(std::string_view text);

/// Columns that a terminal needs for it: two for a hanzi or a full-width sign.
int columns_of(std::string_view text);

/// Filled with spaces up to so many columns.
std::string padded(const std::string& text, int columns);

/// 0.99975 as "99.97 %": cut, not rounded, so that what is not certain is not shown as certain.
std::string percent_text(double probability);

}  // namespace nianbao
