// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/label_text.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

#include "document/utf8.h"

namespace nianbao::parser {
namespace {

bool is_space(char32_t c) {
    return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF || c == 0x2028 ||
           c == 0x2060;
}

bool counts(char32_t c) {
    return is_hanzi(c) || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

// Pairs that Tesseract's chi_sim and copying clerks confuse, in the words of the form.
constexpr std::array<std::pair<char32_t, char32_t>, 38> look_alikes{{
    {U'末', U'未'}, {U'固', U'国'}, {U'与', U'写'}, {U'一', U'二'}, {U'二', U'三'}, {U'曰', U'日'}, {U'己', U'已'},
    {U'巳', U'已'}, {U'人', U'入'}, {U'人', U'八'}, {U'大', U'太'}, {U'士', U'土'}, {U'千', U'干'}, {U'于', U'干'},
    {U'于', U'千'}, {U'夭', U'天'}, {U'目', U'日'}, {U'白', U'自'}, {U'目', U'自'}, {U'共', U'其'}, {U'甚', U'其'},
    {U'他', U'地'}, {U'他', U'它'}, {U'件', U'作'}, {U'木', U'本'}, {U'中', U'申'}, {U'由', U'申'}, {U'甲', U'申'},
    {U'请', U'清'}, {U'情', U'清'}, {U'总', U'息'}, {U'汁', U'计'}, {U'十', U'计'}, {U'政', U'改'}, {U'公', U'么'},
    {U'0', U'O'},   {U'1', U'l'},   {U'1', U'I'},
}};

// Nearly no character is in a pair: asked first, for this is the innermost loop.
const std::bitset<0x10000>& confusable() {
    static const std::bitset<0x10000> set = [] {
        std::bitset<0x10000> all;
        for (const auto& [a, b] : look_alikes) all.set(a).set(b);
        return all;
    }();
    return set;
}

bool alike(char32_t a, char32_t b, const std::bitset<0x10000>& in_pairs) {
    if (a > 0xFFFF || b > 0xFFFF || !in_pairs[a] || !in_pairs[b]) return false;
    return std::ranges::any_of(look_alikes, [&](const auto& pair) {
        return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
    });
}

// A note behind a label, in brackets at its end.
std::string without_note(std::string_view printed) {
    const std::u32string text = to_utf32(printed);
    const auto open = std::ranges::find_if(text, [](char32_t c) { return c == U'（' || c == U'(' || c == U'【'; });
    const auto at = static_cast<std::size_t>(open - text.begin());
    // A bracket at the very start is the label's own number, as in （三）不予公开: look for a later one.
    if (at == text.size()) return std::string(printed);
    if (at > 1) return to_utf8(std::u32string_view(text).substr(0, at));
    const auto later = std::find_if(open + 1, text.end(), [](char32_t c) { return c == U'（' || c == U'('; });
    return to_utf8(std::u32string_view(text).substr(0, static_cast<std::size_t>(later - text.begin())));
}

}  // namespace

std::u32string label_key(std::string_view text) {
    std::u32string key;
    for (const char32_t c : to_utf32(text)) {
        const char32_t narrow = ascii_width(c);
        if (counts(narrow)) key += narrow;
    }
    return key;
}

std::string without_spaces(std::string_view text) {
    std::u32string kept;
    for (const char32_t c : to_utf32(text)) {
        if (!is_space(c) && c != U'#' && c != U'*') kept += c;
    }
    return to_utf8(kept);
}

int hanzi_count(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(to_utf32(text), [](char32_t c) { return is_hanzi(c); }));
}

double similarity(std::u32string_view a, std::u32string_view b) {
    if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
    const auto& in_pairs = confusable();
    std::vector<double> previous(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = static_cast<double>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<double>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const double change = a[i - 1] == b[j - 1] ? 0 : alike(a[i - 1], b[j - 1], in_pairs) ? 0.4 : 1;
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
        }
        std::swap(previous, current);
    }
    return 1 - previous[b.size()] / static_cast<double>(std::max(a.size(), b.size()));
}

double label_similarity(std::string_view printed, std::u32string_view label) {
    const std::u32string key = label_key(printed);
    double best = similarity(key, label);
    if (best > 0.97) return best;
    const std::u32string bare = label_key(without_note(printed));
    if (bare.size() >= 2 && bare.size() < key.size()) best = std::max(best, 0.97 * similarity(bare, label));
    constexpr std::size_t long_enough = 4;  // a two-character label is the start of too many others
    if (key.size() > label.size() && label.size() >= long_enough) {
        best = std::max(best, 0.9 * similarity(std::u32string_view(key).substr(0, label.size()), label));
    }
    if (key.size() >= 3 && key.size() < label.size()) {
        best = std::max(best, 0.8 * similarity(key, label.substr(0, key.size())));
    }
    return best;
}

Label::Label(std::vector<std::string> wordings) : wordings_(std::move(wordings)) {
    if (wordings_.empty()) wordings_.emplace_back();
    for (const std::string& wording : wordings_) keys_.push_back(label_key(wording));
}

double Label::match(std::string_view printed) const {
    double best = 0;
    for (const std::u32string& key : keys_) best = std::max(best, label_similarity(printed, key));
    return best;
}

double Label::match_end(std::string_view printed) const {
    constexpr std::size_t long_enough = 4;
    const std::u32string text = label_key(printed);
    double best = 0;
    for (const std::u32string& key : keys_) {
        if (key.size() < long_enough || text.size() <= key.size()) continue;
        best = std::max(best, 0.9 * similarity(std::u32string_view(text).substr(text.size() - key.size()), key));
    }
    return best;
}

Label Label::followed_by(const Label& next) const {
    std::vector<std::string> both;
    for (const std::string& first : wordings_) {
        for (const std::string& second : next.wordings_) both.push_back(first + second);
    }
    return Label(std::move(both));
}

}  // namespace nianbao::parser
