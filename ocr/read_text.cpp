// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/read_text.h"

#include <algorithm>
#include <map>

#include "document/utf8.h"

namespace nianbao {
namespace {

using Characters = std::vector<ScoredCharacter>;

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

char32_t at(const Characters& characters, std::size_t i) {
    return i < characters.size() ? characters[i].character : U'\0';
}
char32_t before(const Characters& characters, std::size_t i) {
    return i == 0 ? U'\0' : characters[i - 1].character;
}

/// The nearest characters that are no punctuation are hanzi on at least one side.
bool among_hanzi(const Characters& characters, std::size_t i) {
    const auto decides = [](char32_t c) { return is_hanzi(c) || is_digit(c) || is_letter(c); };
    bool left = false, right = false;
    for (std::size_t k = i; k-- > 0;) {
        if (!decides(characters[k].character)) continue;
        left = is_hanzi(characters[k].character);
        break;
    }
    for (std::size_t k = i + 1; k < characters.size(); ++k) {
        if (!decides(characters[k].character)) continue;
        right = is_hanzi(characters[k].character);
        break;
    }
    return left || right;
}

void mend_digits(Characters& characters) {
    for (std::size_t i = 0; i < characters.size(); ++i) {
        char32_t& c = characters[i].character;
        const bool left = is_digit(before(characters, i)), right = is_digit(at(characters, i + 1));
        // Beside one digit is not enough: "5O" may be a name, and 一 follows digits in prose.
        if (left && right) {
            if (is_one_of(c, U"OoＯ〇")) c = U'0';
            if (is_one_of(c, U"lI|丨")) c = U'1';
            if (is_one_of(c, U"一")) c = U'—';
        }
    }
}

char32_t full_width(const Characters& characters, std::size_t i) {
    const char32_t c = characters[i].character, left = before(characters, i), right = at(characters, i + 1);
    const bool in_number = is_digit(left) && is_digit(right);
    switch (c) {
        case U',':
            return in_number ? c : U'，';
        case U':':
            return in_number ? c : U'：';
        case U';':
            return U'；';
        case U'?':
            return U'？';
        case U'!':
            return U'！';
        case U'.':
            // 一.总体情况 is a heading's number.
            if (is_one_of(left, U"一二三四五六七八九十")) return right == U'\0' ? U'。' : c;
            return is_hanzi(left) && (right == U'\0' || is_hanzi(right)) ? U'。' : c;
        case U'<':
            return is_hanzi(right) ? U'《' : c;
        case U'>':
            return is_hanzi(left) ? U'》' : c;
        default:
            return c;
    }
}

bool opens(char32_t c) {
    return is_one_of(c, U"(（〈《【[{");
}
bool closes(char32_t c) {
    return is_one_of(c, U")）〉》】]}");
}
bool round(char32_t c) {
    return is_one_of(c, U"()（）");
}
bool same_kind(char32_t open, char32_t close) {
    static constexpr std::u32string_view pairs = U"()（）〈〉《》【】[]{}";
    return pairs.find(open) + 1 == pairs.find(close);
}

/// Round brackets become （ and ） in pairs, when either end or the inside touches hanzi. Where the two ends of a pair
/// are of different kinds and one is round, both are: （ is what the net misreads as 〈 and 《, having no （ itself.
void widen_brackets(Characters& characters) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        char32_t& c = characters[i].character;
        if (opens(c)) open.push_back(i);
        if (!closes(c)) continue;
        if (open.empty()) {
            const bool sentence_goes_on = is_one_of(at(characters, i + 1), U"，。；、：");
            if (c == U')' && (among_hanzi(characters, i) || sentence_goes_on)) c = U'）';
            continue;
        }
        const std::size_t start = open.back();
        char32_t& first = characters[start].character;
        open.pop_back();
        const bool mixed = !same_kind(first, c) && (round(first) || round(c));
        if (!mixed && !round(c)) continue;
        const bool wide = mixed || first == U'（' || among_hanzi(characters, start) || among_hanzi(characters, i);
        first = wide ? U'（' : U'(';
        c = wide ? U'）' : U')';
    }
    // Those that the next line closes. 〈 stands inside 《 only, and is closed before it.
    for (const std::size_t i : open) {
        if (is_one_of(characters[i].character, U"(〈") && among_hanzi(characters, i)) characters[i].character = U'（';
    }
}

void pair_quotes(Characters& characters) {
    bool inside = false;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        char32_t& c = characters[i].character;
        if (!is_one_of(c, U"\"“”＂")) continue;
        // What the net calls “ or ” is trusted at the line's ends only, where pairing cannot know.
        const bool opens = c == U'“' ? true : c == U'”' ? false : !inside;
        c = opens ? U'“' : U'”';
        inside = opens;
    }
}

void mend_dashes(Characters& characters, const LineMarks& marks) {
    if (!marks.long_dash) return;
    for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
        const bool pair =
            is_one_of(characters[i].character, U"一-—") && is_one_of(characters[i + 1].character, U"一-—");
        if (pair) characters[i].character = characters[i + 1].character = U'—';
    }
}

constexpr int gap_cost = 2, change_cost = 3;  // two characters that differ are likelier the same place than two gaps

/// For each character of `base`, the index in `other` that stands in its place, or -1 (edit distance, Wagner and
/// Fischer, J. ACM 21, 1974).
std::vector<int> places(const Characters& base, const Characters& other) {
    const std::size_t n = base.size(), m = other.size();
    std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1));
    const auto change = [&](std::size_t i, std::size_t k) {
        return base[i - 1].character == other[k - 1].character ? 0 : change_cost;
    };
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t k = 0; k <= m; ++k) {
            int& c = cost[i][k];
            c = i == 0 && k == 0 ? 0 : 1 << 20;
            if (i > 0) c = std::min(c, cost[i - 1][k] + gap_cost);
            if (k > 0) c = std::min(c, cost[i][k - 1] + gap_cost);
            if (i > 0 && k > 0) c = std::min(c, cost[i - 1][k - 1] + change(i, k));
        }
    }
    std::vector<int> out(n, -1);
    for (std::size_t i = n, k = m; i > 0;) {
        if (k > 0 && cost[i][k] == cost[i - 1][k - 1] + change(i, k)) {
            out[--i] = static_cast<int>(--k);
        } else if (cost[i][k] == cost[i - 1][k] + gap_cost) {
            --i;
        } else {
            --k;
        }
    }
    return out;
}

}  // namespace

std::vector<ScoredCharacter> voted(const std::vector<std::vector<ScoredCharacter>>& looks) {
    if (looks.empty()) return {};
    // A look that has nothing in a place says so about as surely as a middling character.
    constexpr double score_of_nothing = 0.6;
    const Characters& base = looks.front();
    std::vector<std::map<char32_t, double>> votes(base.size());
    for (const Characters& look : looks) {
        const std::vector<int> place = places(base, look);
        for (std::size_t i = 0; i < base.size(); ++i) {
            const bool found = place[i] >= 0;
            const ScoredCharacter* c = found ? &look[static_cast<std::size_t>(place[i])] : nullptr;
            votes[i][found ? c->character : U'\0'] += found ? c->score : score_of_nothing;
        }
    }
    Characters out;
    for (std::size_t i = 0; i < base.size(); ++i) {
        const auto best = std::max_element(votes[i].begin(), votes[i].end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        const double score = best->second / static_cast<double>(looks.size());
        if (best->first != U'\0') out.push_back({best->first, score, base[i].space_before});
    }
    return out;
}

std::vector<ScoredCharacter> characters_of(const std::vector<Symbol>& symbols) {
    Characters characters;
    for (const Symbol& symbol : symbols) {
        bool first = true;
        for (const char32_t c : to_utf32(symbol.text)) {
            if (c == U' ') continue;
            characters.push_back({c, symbol.score, first && symbol.space_before && !characters.empty()});
            first = false;
        }
    }
    return characters;
}

std::vector<ScoredCharacter> normal_prose(std::vector<ScoredCharacter> characters, const LineMarks& marks) {
    for (ScoredCharacter& c : characters) {
        // Full-width Latin and digits to ordinary ones, but not the punctuation that prose wants full-width.
        const char32_t narrow = ascii_width(c.character);
        if (is_digit(narrow) || is_letter(narrow)) c.character = narrow;
    }
    mend_digits(characters);
    mend_dashes(characters, marks);
    for (std::size_t i = 0; i < characters.size(); ++i) characters[i].character = full_width(characters, i);
    widen_brackets(characters);
    pair_quotes(characters);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool words = is_letter(before(characters, i)) && is_letter(characters[i].character);
        characters[i].space_before = characters[i].space_before && words;
    }
    return characters;
}

std::string text_of(const std::vector<ScoredCharacter>& characters) {
    std::string text;
    for (const ScoredCharacter& c : characters) {
        if (c.space_before) text += ' ';
        text += to_utf8(c.character);
    }
    return text;
}

std::vector<double> scores_of(const std::vector<ScoredCharacter>& characters) {
    std::vector<double> scores;
    for (const ScoredCharacter& c : characters) {
        if (c.space_before) scores.push_back(c.score);
        scores.push_back(c.score);
    }
    return scores;
}

}  // namespace nianbao
