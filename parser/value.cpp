// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/value.h"

#include <algorithm>
#include <array>

#include "document/utf8.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_minus(char32_t c) {
    return c == U'-' || c == U'−' || c == U'–' || c == U'—' || c == U'―' || c == U'─' || c == U'‐' || c == U'‑' ||
           c == U'﹣' || c == U'ー';
}

bool is_dash(char32_t c, TextSource source) {
    // What a recogniser makes of a dash; in a numeric cell of a picture it is one.
    constexpr std::u32string_view taken_for_dashes = U"一_=~";
    const bool seen_as = source == TextSource::image && taken_for_dashes.find(c) != std::u32string_view::npos;
    return is_minus(c) || c == U'/' || c == U'\\' || seen_as;
}

char32_t as_digit(char32_t c) {
    if (c == U'O' || c == U'o' || c == U'〇' || c == U'○') return U'0';
    if (c == U'l' || c == U'I' || c == U'|') return U'1';
    return c;
}

std::u32string narrowed(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_utf32(without_spaces(text))) out += ascii_width(c);
    return out;
}

// Digits, separators and decimals from the start of `text`; empty when they are not a well-formed number.
struct NumberPart {
    std::string digits;      ///< sign, digits, point
    std::size_t length = 0;  ///< characters used
};

std::optional<NumberPart> leading_number(std::u32string_view text, TextSource source) {
    NumberPart part;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == U'+' || is_minus(text[i]))) {
        if (text[i++] != U'+') part.digits.push_back('-');
    }
    std::size_t group = 0;
    bool separated = false;
    const std::size_t first = i;
    for (; i < text.size(); ++i) {
        const char32_t c = source == TextSource::image ? as_digit(text[i]) : text[i];
        if (is_digit(c)) {
            part.digits += static_cast<char>(c);
            ++group;
        } else if (text[i] == U',' && group > 0 && group <= 3 && (!separated || group == 3)) {
            separated = true;
            group = 0;
        } else {
            break;
        }
    }
    if (i == first || (separated && group != 3)) return std::nullopt;
    const std::size_t whole = part.digits.size() - (part.digits.starts_with('-') ? 1 : 0);
    // Two numbers of merged cells: "0 0" must not become 00.
    if (whole > 1 && part.digits[part.digits.size() - whole] == '0') return std::nullopt;
    const auto is_point = [&](char32_t c) { return c == U'.' || (source == TextSource::image && c == U'。'); };
    if (i + 1 < text.size() && is_point(text[i])) {
        std::string decimals;
        std::size_t k = i + 1;
        for (; k < text.size(); ++k) {
            const char32_t c = source == TextSource::image ? as_digit(text[k]) : text[k];
            if (!is_digit(c)) break;
            decimals += static_cast<char>(c);
        }
        if (!decimals.empty()) {
            part.digits.append(1, '.').append(decimals);
            i = k;
        }
    }
    part.length = i;
    return part;
}

bool starts_with(std::u32string_view text, std::u32string_view head) {
    return text.substr(0, head.size()) == head;
}

enum class Unit { none, ten_thousand, yuan, hundred_million };

// Takes a unit off the front of what follows the number.
Unit take_unit(std::u32string_view& rest) {
    struct Named {
        std::u32string_view text;
        Unit unit;
    };
    static constexpr std::array<Named, 14> units{{{U"万元", Unit::ten_thousand},
                                                  {U"亿元", Unit::hundred_million},
                                                  {U"元", Unit::yuan},
                                                  {U"件", Unit::none},
                                                  {U"条", Unit::none},
                                                  {U"项", Unit::none},
                                                  {U"个", Unit::none},
                                                  {U"宗", Unit::none},
                                                  {U"次", Unit::none},
                                                  {U"份", Unit::none},
                                                  {U"起", Unit::none},
                                                  {U"例", Unit::none},
                                                  {U"部", Unit::none},
                                                  {U"篇", Unit::none}}};
    for (const Named& named : units) {
        if (!starts_with(rest, named.text)) continue;
        rest.remove_prefix(named.text.size());
        return named.unit;
    }
    return Unit::none;
}

// The note in brackets that may follow; std::nullopt when something else follows.
std::optional<std::string> whole_note(std::u32string_view rest) {
    if (rest.empty()) return std::string{};
    const char32_t open = rest.front();
    const char32_t close = rest.back();
    const bool round = open == U'(' && close == U')';
    const bool square =
        (open == U'[' && close == U']') || (open == U'【' && close == U'】') || (open == U'〔' && close == U'〕');
    if (rest.size() < 3 || (!round && !square)) return std::nullopt;
    return to_utf8(rest.substr(1, rest.size() - 2));
}

bool convert(CellValue& cell, Unit unit) {
    if (unit == Unit::none || unit == Unit::ten_thousand) return true;
    cell.converted = true;
    if (unit == Unit::yuan) {
        cell.value = cell.value->shifted_by_ten_thousand();
        return cell.value.has_value();
    }
    std::int64_t mantissa = cell.value->mantissa();
    if (__builtin_mul_overflow(mantissa, std::int64_t{10000}, &mantissa)) return false;
    cell.value = Decimal(mantissa, cell.value->scale());
    return true;
}

}  // namespace

namespace {

/// Digits in groups of three with a mark before each but the first, a point at least once: 1.234, 68,753.901.
bool grouped_by_points(std::string_view text) {
    const std::size_t sign = !text.empty() && (text.front() == '+' || text.front() == '-') ? 1 : 0;
    if (text.find('.') == std::string_view::npos) return false;
    const std::size_t first = text.find_first_of(".,");
    if (first <= sign || first > sign + 3 || text[sign] == '0') return false;
    if ((text.size() - first) % 4 != 0) return false;
    for (std::size_t i = sign; i < text.size(); ++i) {
        const bool mark = i >= first && (i - first) % 4 == 0;
        if (mark ? text[i] != '.' && text[i] != ',' : (text[i] < '0' || text[i] > '9')) return false;
    }
    return true;
}

}  // namespace

std::string with_separators(std::string_view text, Quantity quantity) {
    std::string out(text);
    if (quantity == Quantity::count && grouped_by_points(text)) std::replace(out.begin(), out.end(), '.', ',');
    return out;
}

bool separator_or_point(std::string_view text, Quantity quantity) {
    return quantity == Quantity::amount && grouped_by_points(text);
}

CellValue parse_value(std::string_view text, TextSource source, Quantity quantity) {
    CellValue cell;
    const std::u32string narrow = narrowed(text);
    if (narrow.empty()) return cell;
    if (std::ranges::all_of(narrow, [&](char32_t c) { return is_dash(c, source); }) && narrow.size() <= 6) {
        cell.kind = CellValue::Kind::dash;
        cell.key.assign(1, '-');
        return cell;
    }
    cell.kind = CellValue::Kind::unreadable;
    cell.key.append(1, '?').append(to_utf8(narrow));
    const auto number = leading_number(narrow, source);
    if (!number) return cell;
    std::u32string_view rest = std::u32string_view(narrow).substr(number->length);
    const Unit unit = take_unit(rest);
    auto note = whole_note(rest);
    if (!note || (unit != Unit::none && quantity == Quantity::count)) return cell;
    cell.value = Decimal::parse(number->digits);
    // Nobody prints -0: in characters that are certain, the dash and the 0 are of two cells.
    const bool no_number =
        source == TextSource::printed && number->digits.starts_with('-') && cell.value && cell.value->mantissa() == 0;
    if (!cell.value || no_number || !convert(cell, unit)) {
        cell.value.reset();
        return cell;
    }
    cell.kind = CellValue::Kind::number;
    cell.note = std::move(*note);
    cell.key = cell.value->text();
    return cell;
}

}  // namespace nianbao::parser
