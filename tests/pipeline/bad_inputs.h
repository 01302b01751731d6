// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

// Inputs that must be refused, drawn in code.
namespace nianbao::testing {

/// A PDF of these objects, numbered from 1, with its table of cross-references; the first is its catalogue.
std::string pdf_of_objects(const std::vector<std::string>& objects);

/// A PDF of empty pages, each `width` x `height` points, whose page tree claims `claimed` pages but holds `held`.
std::string empty_pages_pdf(int held, int claimed, double width, double height);

/// The beginning of a PNG that claims this size and then breaks off.
std::string png_header(unsigned width, unsigned height);

/// A small report in the text form, UTF-8.
extern const char* const small_report;

}  // namespace nianbao::testing
