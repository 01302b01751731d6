// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/numeric_line.h"

#include <algorithm>
#include <map>
#include <opencv2/imgproc.hpp>

#include "document/utf8.h"
#include "ocr/line_image.h"

namespace nianbao {
namespace {

// Widest ink of one digit or sign, touching neighbours aside: 0.62 em in the widest fonts; dashes are wider but flat.
constexpr double widest_digit = 0.75;
// A full-width dash, flat as no hanzi but 一 is.
constexpr double flat = 0.2;
// Digits reach 0.7 to 0.8 em, slashes and commas 0.95.
constexpr double tallest_number = 1.15;
// 75,394,432.52万元 has ten ems.
constexpr double longest_number = 11;

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_dash(char32_t c) {
    static constexpr std::u32string_view dashes = U"-‐‑‒–—―−－ー─━~～";
    return dashes.find(c) != std::u32string_view::npos;
}
bool looks_like_zero(char32_t c) {
    return c == U'O' || c == U'o' || c == U'〇' || c == U'○' || c == U'Ｏ';
}
bool looks_like_one(char32_t c) {
    return c == U'l' || c == U'I' || c == U'|' || c == U'丨' || c == U'｜';
}
bool looks_like_digit(char32_t c) {
    return is_digit(c) || looks_like_zero(c) || looks_like_one(c);
}

char32_t plain(char32_t c) {
    c = ascii_width(c);
    switch (c) {
        case U'，':
        case U'、':
        case U'‚':
            return U',';
        case U'。':
        case U'．':
        case U'·':
        case U'•':
            return U'.';
        case U'〈':
        case U'【':
        case U'［':
            return U'(';
        case U'〉':
        case U'】':
        case U'］':
            return U')';
        default:
            return c;
    }
}

}  // namespace

bool may_be_number(const cv::Mat& page, const LayoutLine& line) {
    if (line.direction != Direction::horizontal || line.em <= 0) return false;
    if (line.box.height() > tallest_number * line.em || line.box.width() > longest_number * line.em) return false;
    const cv::Mat image = cut_line(page, line, {0.1, 0.05, 0});
    if (image.empty()) return false;
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(image < 128, labels, stats, centres, 8);
    int wide = 0;  // two of them may be 万元
    for (int i = 1; i < count; ++i) {
        const double width = stats.at<int>(i, cv::CC_STAT_WIDTH) / line.em;
        const double height = stats.at<int>(i, cv::CC_STAT_HEIGHT) / line.em;
        // Touching digits make one wide piece, but never a hanzi's: they are three quarters of an em tall at most.
        if (width > widest_digit && height > flat && height > 0.82) ++wide;
    }
    return wide <= 2;
}

double widest_gap(const cv::Mat& page, const LayoutLine& line) {
    const cv::Mat image = cut_line(page, line, {0.1, 0.05, 0});
    if (image.empty() || line.em <= 0) return 0;
    int last = -1, widest = 0;
    for (int x = 0; x < image.cols; ++x) {
        if (cv::countNonZero(image.col(x) < 128) == 0) continue;
        if (last >= 0) widest = std::max(widest, x - last - 1);
        last = x;
    }
    return widest / line.em;
}

bool is_number(std::string_view text) {
    std::u32string characters = to_utf32(text);
    for (const std::u32string_view unit : {U"万元", U"元", U"件", U"%", U"％", U"万"}) {
        if (characters.size() > unit.size() && characters.ends_with(unit)) {
            characters.resize(characters.size() - unit.size());
            break;
        }
    }
    if (characters.size() == 1 && (is_dash(characters[0]) || characters[0] == U'/')) return true;
    if (characters == U"——" || characters == U"--") return true;
    // Digits, after a sign or not, with single separators between them.
    bool after_digit = false, decimals = false;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        const bool sign = i == 0 && (c == U'+' || is_dash(c));
        const bool separator = after_digit && !decimals && (c == U'.' || c == U',');
        decimals = decimals || c == U'.';
        if (!is_digit(c) && !sign && !separator) return false;
        after_digit = is_digit(c);
    }
    return after_digit;
}

bool is_part_of_number(std::string_view text) {
    if (text.ends_with(',')) text.remove_suffix(1);
    if (text.starts_with(',')) text.remove_prefix(1);
    return is_number(text);
}

bool has_even_groups(std::string_view number) {
    const std::size_t end = std::min(number.find('.'), number.size());
    const std::string_view whole = number.substr(0, end);
    const std::size_t first = whole.find(',');
    if (first == std::string_view::npos) return true;
    const std::size_t lead =
        first - static_cast<std::size_t>(std::count_if(whole.begin(), whole.begin() + static_cast<long>(first),
                                                       [](char c) { return c == '+' || c == '-'; }));
    if (lead < 1 || lead > 3) return false;
    std::size_t group = 0;
    for (std::size_t i = first + 1; i <= whole.size(); ++i) {
        const bool digit = i < whole.size() && whole[i] >= '0' && whole[i] <= '9';
        if (digit) {
            ++group;
        } else {
            if (group != 3) return false;
            group = 0;
            if (i < whole.size() && whole[i] != ',') return true;  // a unit
        }
    }
    return true;
}

bool may_be_thousands(std::string_view number) {
    const std::size_t stop = number.find('.');
    if (stop == std::string_view::npos) return false;
    const auto digits = [&](std::size_t from, int step) {
        std::size_t count = 0;
        for (std::size_t i = from; i < number.size() && number[i] >= '0' && number[i] <= '9'; i += step) ++count;
        return count;
    };
    const std::size_t before = stop == 0 ? 0 : digits(stop - 1, -1);
    return digits(stop + 1, 1) == 3 && before >= 1 && before <= 3;
}

std::string normal_number(std::string_view text) {
    std::u32string characters;
    for (const char32_t c : to_utf32(text)) {
        const char32_t p = plain(c);
        if (p != U' ' && p != U'\u00a0') characters += p;
    }
    const auto digits = std::count_if(characters.begin(), characters.end(), looks_like_digit);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        char32_t& c = characters[i];
        const bool beside = (i > 0 && looks_like_digit(characters[i - 1])) ||
                            (i + 1 < characters.size() && looks_like_digit(characters[i + 1])) ||
                            characters.size() == 1;
        if (beside && looks_like_zero(c)) c = U'0';
        if (beside && looks_like_one(c)) c = U'1';
        if (digits > 0 && is_dash(c)) c = U'-';
    }
    return to_utf8(characters);
}

Verdict fused(const std::vector<Reading>& readings) {
    // Probability of each text: what its readers leave of doubt, times what the others leave of room. Readers are taken
    // as independent, which is why the doubts of agreeing ones are not let below one in 20,000.
    constexpr double least_doubt = 5e-5;
    std::map<std::string, double> weights;
    double nothing = 1;
    for (const Reading& reading : readings) {
        if (!reading.text.empty()) weights.emplace(reading.text, 1);
        nothing *= reading.text.empty() ? 1 : 1 - std::min(reading.confidence, 1 - 1e-6);
    }
    // A reader of numbers that sees letters has misread: such an answer stands only where there is no other.
    constexpr double letters = 0.05;
    double total = nothing;
    for (auto& [text, weight] : weights) {
        weight = is_number(text) ? 1 : letters;
        for (const Reading& reading : readings) {
            if (reading.text.empty()) continue;
            const double p = std::clamp(reading.confidence, 1e-6, 1 - 1e-6);
            weight *= reading.text == text ? p : 1 - p;
        }
        total += weight;
    }
    Verdict best;
    for (const auto& [text, weight] : weights) {
        const double confidence = std::min(weight / total, 1 - least_doubt);
        if (confidence > best.confidence) best = {text, confidence};
    }
    return best;
}

}  // namespace nianbao
