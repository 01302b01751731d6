// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace nianbao::bench {

/// For comparing prose of two programs that differ in taste: without spaces and line breaks, full-width signs as their
/// ordinary forms, all quotation marks and all dashes alike.
std::u32string comparable(std::string_view utf8);

/// Fewest insertions, deletions and replacements that turn `pattern` into any part of `text` (the empty part too).
std::size_t infix_distance(std::u32string_view pattern, std::u32string_view text);

}  // namespace nianbao::bench
