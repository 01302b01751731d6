// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao::parser {

struct Title {
    std::string text;  ///< without spaces; empty when there is none
    std::optional<std::string> organization;
    std::optional<int> year;
    int first = 0, count = 0;  ///< which of the paragraphs it stands in
};

/// Finds the title of a report among the paragraphs before its first heading: one line, or up to four that are read
/// together. Where the title names no body, a line above or below that looks like one is taken into it.
Title find_title(const std::vector<std::string>& paragraphs);

/// The year in a text like 2023年, 2023 年, ２０２３年 or 二〇二三年, 1990 to 2099; the first one.
std::optional<int> first_year(std::string_view text);

/// The body that a title names: what is left without the year and the words about the report.
std::optional<std::string> organization_of(std::string_view title);

/// A short line that can only be the name of an administrative body.
bool looks_like_body(std::string_view line);

}  // namespace nianbao::parser
