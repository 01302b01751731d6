// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace nianbao {

/// A text layer's characters as a person would type them: radicals (U+2E80, U+2F00) and compatibility ideographs to
/// hanzi, Latin ligatures to letters, vertical forms to ordinary punctuation, blanks and invisible characters out.
/// Circled numbers and full-width signs stay.
std::string normalised_layer_text(std::string_view utf8);

/// Private use, U+FFFD, controls, noncharacters: whatever the font's Unicode map failed to say. The few bullets that
/// symbol fonts keep in the private area do not count.
bool is_unreadable(char32_t c);

}  // namespace nianbao
