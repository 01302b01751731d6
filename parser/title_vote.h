// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"

namespace nianbao::parser {

/// A place that may name the body, as read, with a probability for each character.
struct Mention {
    std::u32string text;             ///< without spaces
    std::vector<double> confidence;  ///< one for each of its characters
    double weight = 1;               ///< more for large type
};
Mention mention_of(const Paragraph& paragraph);
Mention mention_of(const std::string& text);

/// A body's name as read from a picture, mended by the other places that mention it: a title is set in large, ornate
/// type and read once, the prose and the running text name the body again. Each place in which the whole name stands
/// but for few characters, or some five characters of it but for one, has a vote on what differs, as heavy as it was
/// surely read; the title's own reading wins ties.
/// @param organization as read in the title; returned unchanged when nothing else mentions it
/// @param mentions  the title's own line among them
constexpr double weight_of_title = 1.3;
std::string organization_by_vote(const std::string& organization, const std::vector<Mention>& mentions);

/// A title read from a picture: its fixed words (政府信息公开工作年度报告) as the form has them where at most two
/// characters differ or the last is missing, and its year as `year` where one digit differs.
std::string title_in_form(const std::string& title, std::optional<int> year);

}  // namespace nianbao::parser
