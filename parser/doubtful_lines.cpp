// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/doubtful_lines.h"

#include <algorithm>

#include "document/utf8.h"

namespace nianbao::parser {
namespace {

/// Of characters below this one in a few is wrong; above it, of hundreds: nobody would go through those.
constexpr double doubtful_below = 0.8;
constexpr std::u32string_view spaces = U" \t\n\r　";

using Characters = std::vector<DoubtfulCharacters>;

Characters doubtful_parts(const std::u32string& text, const double* confidence) {
    Characters parts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (confidence[i] >= doubtful_below || spaces.find(text[i]) != std::u32string_view::npos) continue;
        if (!parts.empty() && parts.back().first + parts.back().count == i) {
            ++parts.back().count;
            parts.back().confidence = std::min(parts.back().confidence, confidence[i]);
        } else {
            parts.push_back({i, 1, confidence[i]});
        }
    }
    return parts;
}

}  // namespace

void add_doubtful_lines(const Paragraph& paragraph, const std::string& text, Section& section, int& lines) {
    const std::u32string whole = to_utf32(paragraph.text), part = to_utf32(text);
    const std::size_t from = whole.find(part);
    if (from == std::u32string::npos || paragraph.character_confidence.size() != whole.size()) return;
    const std::size_t before = to_utf32(section.text).size() + (section.text.empty() ? 0 : 1);
    for (std::size_t l = 0; l < paragraph.lines.size(); ++l) {
        const LinePlace& place = paragraph.lines[l];
        const std::size_t end_of_line = l + 1 < paragraph.lines.size() ? paragraph.lines[l + 1].first : whole.size();
        const std::size_t first = std::max(place.first, from), end = std::min(end_of_line, from + part.size());
        if (first >= end) continue;
        ++lines;
        const std::u32string characters = whole.substr(first, end - first);
        Characters parts = doubtful_parts(characters, paragraph.character_confidence.data() + first);
        if (parts.empty()) continue;
        section.doubtful.push_back(
            {lines, before + first - from, to_utf8(characters), place.page, place.box, std::move(parts)});
    }
}

void put_line(Section& section, std::size_t index, const ReviewerAnswer& answer) {
    DoubtfulLine& line = section.doubtful[index];
    const std::size_t length = to_utf32(line.answer ? line.answer->printed : line.text).size();
    std::u32string text = to_utf32(section.text);
    if (line.at > text.size()) return;
    const std::u32string put = to_utf32(answer.printed);
    text.replace(line.at, length, put);
    section.text = to_utf8(text);
    line.answer = answer;
    for (DoubtfulLine& other : section.doubtful) {
        if (other.at > line.at) other.at = other.at + put.size() - length;
    }
}

}  // namespace nianbao::parser
