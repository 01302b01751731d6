// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer_compare.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "document/utf8.h"

namespace nianbao {
namespace {

constexpr int wanted_a_digit = 3;
constexpr std::size_t wanted_hanzi_words = 6;
constexpr std::size_t longest_sample = 12;
// A reader of clean print has 1 hanzi in 50 wrong; under a wrong map nearly all are.
constexpr double least_hanzi_agreement = 0.6;
constexpr std::size_t least_hanzi = 4;

struct Word {
    std::u32string text;
    Rect box;
    bool numeric = false;
};

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool is_numeric(char32_t c) {
    return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+';
}

bool follows(const Word& word, const LayerGlyph& last, const LayerGlyph& next, bool numeric) {
    if (word.numeric != numeric || word.text.size() >= longest_sample) return false;
    const double em = std::max(last.font_size, 1.0);
    const double gap = next.box.x0 - last.box.x1;
    return std::abs(next.box.center().y - last.box.center().y) < 0.3 * em && gap > -0.3 * em && gap < 0.25 * em;
}

/// Fonts' boxes reach from ascent to descent, up to three ems, and into the lines above and below: hanzi are as high as
/// wide, digits stand in the middle half.
Rect body(const LayerGlyph& glyph, bool numeric) {
    const double height = std::min(glyph.box.height(), numeric ? 0.8 * glyph.box.height() : 1.1 * glyph.box.width());
    const double middle = glyph.box.center().y;
    return {glyph.box.x0, middle - height / 2, glyph.box.x1, middle + height / 2};
}

/// Runs of neighbouring glyphs that are all numeric or all hanzi.
std::vector<Word> words_of(const TextLayer& layer) {
    std::vector<Word> words;
    const LayerGlyph* last = nullptr;
    for (const LayerGlyph& glyph : layer.glyphs) {
        const std::u32string text = to_utf32(glyph.text);
        const char32_t c = text.size() == 1 ? ascii_width(text[0]) : 0;
        if (glyph.vertical || glyph.rotation_degrees != 0 || !(is_numeric(c) || is_hanzi(c))) {
            last = nullptr;
            continue;
        }
        const bool numeric = is_numeric(c);
        if (!last || !follows(words.back(), *last, glyph, numeric)) words.push_back({{}, {}, numeric});
        words.back().text += c;
        words.back().box = united(words.back().box, body(glyph, numeric));
        last = &glyph;
    }
    return words;
}

/// Takes the words that show digits still wanted: long ones first, they show more at once.
void choose_numeric(const std::vector<Word>& words, std::vector<bool>& chosen) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i].numeric) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return words[a].text.size() > words[b].text.size(); });
    std::array<int, 10> shown{};
    for (const std::size_t i : order) {
        std::array<bool, 10> here{};
        for (const char32_t c : words[i].text)
            if (is_digit(c)) here[c - '0'] = true;
        bool wanted = false;
        for (std::size_t d = 0; d < 10; ++d) wanted = wanted || (here[d] && shown[d] < wanted_a_digit);
        if (!wanted) continue;
        chosen[i] = true;
        for (std::size_t d = 0; d < 10; ++d) shown[d] += here[d];
    }
}

/// Spread over the page: its fonts differ.
void choose_hanzi(const std::vector<Word>& words, std::vector<bool>& chosen) {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!words[i].numeric && words[i].text.size() >= 2) candidates.push_back(i);
    const std::size_t count = std::min(wanted_hanzi_words, candidates.size());
    for (std::size_t k = 0; k < count; ++k) chosen[candidates[k * candidates.size() / count]] = true;
}

/// Full widths, spaces, and the letters that readers give for digits.
std::u32string comparable(const std::string& text, bool numeric) {
    std::u32string out;
    for (char32_t c : to_utf32(text)) {
        c = ascii_width(c);
        if (c == ' ' || c == 0x3000) continue;
        if (numeric && (c == 'O' || c == 'o' || c == U'〇')) c = '0';
        if (numeric && (c == 'l' || c == 'I' || c == '|')) c = '1';
        out += c;
    }
    return out;
}

struct DigitCount {
    int right = 0, wrong = 0;
};

Comparison judge_digits(const std::map<char32_t, DigitCount>& digits) {
    Comparison result{Comparison::Verdict::agrees, {}};
    for (const auto& [digit, count] : digits) {
        if (count.wrong <= count.right) continue;
        const std::string which = "the digit " + to_utf8(digit) + " of the text layer is printed otherwise";
        if (count.wrong >= 2) return {Comparison::Verdict::disagrees, which};
        result = {Comparison::Verdict::doubtful, which + " where it was compared"};
    }
    return result;
}

}  // namespace

std::vector<ComparisonSample> sample_for_comparison(const TextLayer& layer) {
    const std::vector<Word> words = words_of(layer);
    std::vector<bool> chosen(words.size(), false);
    choose_numeric(words, chosen);
    choose_hanzi(words, chosen);
    std::vector<ComparisonSample> samples;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (chosen[i]) samples.push_back({words[i].box, to_utf8(words[i].text)});
    return samples;
}

Comparison judge_comparison(const std::vector<ComparisonSample>& expected, const std::vector<std::string>& read) {
    std::map<char32_t, DigitCount> digits;
    std::size_t hanzi = 0, hanzi_right = 0, looked_at = 0, lengths_differ = 0;
    for (std::size_t i = 0; i < expected.size() && i < read.size(); ++i) {
        const std::u32string text = to_utf32(expected[i].text);
        const bool numeric = std::any_of(text.begin(), text.end(), is_digit);
        const std::u32string seen = comparable(read[i], numeric);
        if (seen.empty()) continue;  // readers miss lone digits; that says nothing of the layer
        ++looked_at;
        if (seen.size() != text.size()) {  // characters cannot be paired
            ++lengths_differ;
            continue;
        }
        for (std::size_t k = 0; k < text.size(); ++k) {
            if (is_digit(text[k])) ++(text[k] == seen[k] ? digits[text[k]].right : digits[text[k]].wrong);
            if (is_hanzi(text[k])) {
                ++hanzi;
                hanzi_right += text[k] == seen[k];
            }
        }
    }
    if (looked_at == 0 || looked_at * 3 < expected.size()) return {};
    if (lengths_differ * 2 > looked_at)
        return {Comparison::Verdict::disagrees, "most words of the text layer are printed with another length"};
    if (hanzi >= least_hanzi && static_cast<double>(hanzi_right) < least_hanzi_agreement * static_cast<double>(hanzi))
        return {Comparison::Verdict::disagrees, "the hanzi of the text layer are printed otherwise"};
    return judge_digits(digits);
}

}  // namespace nianbao
