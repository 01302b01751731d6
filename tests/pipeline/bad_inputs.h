// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

// Inputs that must be refused, drawn in code.
namespace nianbao::testing {

/// A PDF of empty pages, each `width` x `height` points, whose page tree claims `claimed` pages but holds `held`.
std::string empty_pages_pdf(int held, int claimed, double width, double height);

/// The beginning of a PNG that claims this size and then breaks off.
std::string png_header(unsigned width, unsigned height);

/// A small report in the text form, UTF-8.
extern const char* const small_report;

}  // namespace nianbao::testing
