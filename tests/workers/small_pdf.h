// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

namespace nianbao::testing {

/// A born-digital PDF: on each small page its lines of text (ASCII), and below them a ruled table of four cells. Read
/// in a fraction of a second a page.
std::string small_pdf(const std::vector<std::vector<std::string>>& pages);

/// The same with a stream of one's own on one page.
std::string pdf_of_content(const std::string& content, const std::string& more_objects = "",
                           const std::string& resources = "", const std::string& media_box = "0 0 300 200");

/// Three small pages with different numbers.
std::string three_pages();

}  // namespace nianbao::testing
