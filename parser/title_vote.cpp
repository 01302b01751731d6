// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/title_vote.h"

#include <algorithm>
#include <map>

#include "document/utf8.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

std::size_t differing(std::u32string_view a, std::u32string_view b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1 : 0;
    return count;
}

}  // namespace

std::string organization_by_vote(const std::string& organization, const std::vector<std::string>& paragraphs) {
    const std::u32string name = to_utf32(organization);
    if (name.size() < 5) return organization;  // too short to tell a misreading from another body
    const std::size_t allowed = std::max<std::size_t>(1, name.size() / 5);
    std::vector<std::map<char32_t, int>> votes(name.size());
    for (const std::string& paragraph : paragraphs) {
        const std::u32string text = to_utf32(without_spaces(paragraph));
        for (std::size_t i = 0; i + name.size() <= text.size(); ++i) {
            const std::u32string_view window = std::u32string_view(text).substr(i, name.size());
            if (differing(window, name) > allowed) continue;
            for (std::size_t k = 0; k < name.size(); ++k) ++votes[k][window[k]];
            i += name.size() - 1;
        }
    }
    std::u32string mended = name;
    for (std::size_t k = 0; k < name.size(); ++k) {
        for (const auto& [character, count] : votes[k]) {
            if (count > votes[k][mended[k]] && is_hanzi(character)) mended[k] = character;
        }
    }
    return to_utf8(mended);
}

std::string title_in_form(const std::string& title, std::optional<int> year) {
    std::u32string text = to_utf32(title);
    for (const std::u32string_view words : {U"政府信息公开工作年度报告", U"政府信息公开年度报告"}) {
        if (text.size() < words.size()) continue;
        const std::size_t from = text.size() - words.size();
        if (differing(std::u32string_view(text).substr(from), words) > 2) continue;
        text.replace(from, words.size(), words);
        break;
    }
    const std::u32string right = year ? to_utf32(std::to_string(*year)) : std::u32string();
    for (std::size_t i = 0; year && i + 4 < text.size(); ++i) {
        if (text[i + 4] != U'年' || differing(std::u32string_view(text).substr(i, 4), right) != 1) continue;
        text.replace(i, 4, right);
    }
    return to_utf8(text);
}

}  // namespace nianbao::parser
