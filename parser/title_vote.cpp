// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/title_vote.h"

#include <algorithm>
#include <cmath>
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

constexpr std::size_t shortest_context = 5;
constexpr double unscored = 0.5;  ///< of running headers, which come without

/// Mentions are set in the same type and misread alike: many of them say little more than the surest one.
struct Support {
    double surest = 0;
    int mentions = 0;
    double weight() const { return surest * (1 + 0.25 * std::log2(std::max(1, mentions))); }
};
using Votes = std::vector<std::map<char32_t, Support>>;

// What bodies of all names have in common: no proof that a mention is of this one.
bool is_generic(char32_t c) {
    return std::u32string_view(U"省市区县旗乡镇街道办事处人民政府局委员会公室厅院中心").find(c) !=
           std::u32string_view::npos;
}

/// The name laid over a text, its first character at `start`, which may be before the text's own first.
void vote(const std::u32string& name, const Mention& mention, std::ptrdiff_t start, Votes& votes) {
    const auto size = static_cast<std::ptrdiff_t>(name.size());
    const auto length = static_cast<std::ptrdiff_t>(mention.text.size());
    const auto same = [&](std::ptrdiff_t k) {
        return k >= 0 && k < size && start + k >= 0 && start + k < length && mention.text[start + k] == name[k];
    };
    const bool whole = start >= 0 && start + size <= length &&
                       differing(std::u32string_view(mention.text).substr(start, size), name) <=
                           std::max<std::size_t>(1, name.size() / 5);
    for (std::ptrdiff_t k = std::max<std::ptrdiff_t>(0, -start); k < size && start + k < length; ++k) {
        // What differs must stand between what agrees: 街道党政… is not 街道办事处 misread.
        if (!whole && (!same(k + 1) || (k > 0 && !same(k - 1)))) continue;
        std::size_t context = 1;
        bool specific = false;
        for (std::ptrdiff_t i = k - 1; same(i); --i, ++context) specific = specific || !is_generic(name[i]);
        for (std::ptrdiff_t i = k + 1; same(i); ++i, ++context) specific = specific || !is_generic(name[i]);
        if (!whole && (context < shortest_context || !specific)) continue;
        Support& support = votes[k][mention.text[start + k]];
        support.surest = std::max(support.surest, mention.weight * mention.confidence[start + k]);
        ++support.mentions;
    }
}

}  // namespace

Mention mention_of(const Paragraph& paragraph) {
    const std::u32string text = to_utf32(paragraph.text);
    const bool known = paragraph.character_confidence.size() == text.size();
    Mention mention;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] <= U' ' || text[i] == U'　') continue;
        mention.text += text[i];
        mention.confidence.push_back(known ? paragraph.character_confidence[i] : paragraph.confidence);
    }
    return mention;
}

Mention mention_of(const std::string& text) {
    const std::u32string wide = to_utf32(without_spaces(text));
    return {wide, std::vector<double>(wide.size(), unscored)};
}

std::string organization_by_vote(const std::string& organization, const std::vector<Mention>& mentions) {
    const std::u32string name = to_utf32(organization);
    if (name.size() < shortest_context) return organization;  // too short to tell a misreading from another body
    Votes votes(name.size());
    for (const Mention& mention : mentions) {
        const auto length = static_cast<std::ptrdiff_t>(mention.text.size());
        const auto least = static_cast<std::ptrdiff_t>(shortest_context);
        for (std::ptrdiff_t start = least - static_cast<std::ptrdiff_t>(name.size()); start + least <= length;
             ++start) {
            vote(name, mention, start, votes);
        }
    }
    std::u32string mended = name;
    for (std::size_t k = 0; k < name.size(); ++k) {
        for (const auto& [character, support] : votes[k]) {
            if (support.weight() > votes[k][mended[k]].weight() + 1e-6 && is_hanzi(character)) mended[k] = character;
        }
    }
    return to_utf8(mended);
}

std::string title_in_form(const std::string& title, std::optional<int> year) {
    std::u32string text = to_utf32(title);
    for (const std::u32string_view words : {U"政府信息公开工作年度报告", U"政府信息公开年度报告"}) {
        // 告 stands at the line's end, where seals, folds and margins take it away.
        if (text.ends_with(words.substr(0, words.size() - 1))) text += words.back();
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
