// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>

namespace nianbao::testing {

/// A PDF that is broken in a way the seed chooses: cut, with flipped bits, wrong lengths, deep nesting, pages of absurd
/// sizes, bombs of operators, of images and of compression, circles of references, shuffled pieces. The same seed gives
/// the same bytes.
std::string broken_pdf(std::uint32_t seed);
/// What was done to it, in a word.
const char* breakage(std::uint32_t seed);

}  // namespace nianbao::testing
