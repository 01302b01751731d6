// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace nianbao::parser {

/// A body's name as read from a picture, mended by the other places that mention it: a title is set in large, ornate
/// type and read once, the prose and the running text name the body again. Every mention of the same length that
/// differs in few characters has a vote on each of them; the title's own reading wins ties.
/// @param organization as read in the title; returned unchanged when nothing else mentions it
std::string organization_by_vote(const std::string& organization, const std::vector<std::string>& paragraphs);

/// A title read from a picture: its fixed words (政府信息公开工作年度报告) as the form has them where at most two
/// characters differ, and its year as `year` where one digit differs.
std::string title_in_form(const std::string& title, std::optional<int> year);

}  // namespace nianbao::parser
