// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/join_lines.h"

#include <algorithm>
#include <string_view>

#include "document/utf8.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const Reading* reading_of(const ReadLine& line, Witness witness) {
    const auto found = std::find_if(line.readings.begin(), line.readings.end(),
                                    [&](const Reading& r) { return r.witness == witness; });
    return found == line.readings.end() ? nullptr : &*found;
}

std::vector<double> character_confidence(const ReadLine& line) {
    const std::size_t length = to_utf32(line.text).size();
    if (line.character_confidence.size() == length) return line.character_confidence;
    return std::vector<double>(length, line.confidence);
}

// That lines of digits are one number: where nothing says so, where a picture's grouping or width do, and where those
// of a text layer do, whose characters and places are certain.
constexpr double broken_number = 0.5, wrapped = 0.95, broken_group = 0.99, printed_wrapped = 0.9999;

/// Dashes among them: of two rows' cells, "—" and "0" would make a minus sign.
bool is_digits(const std::string& text) {
    constexpr std::u32string_view parts_of_numbers = U"0123456789.,-−–—―─/";
    const std::u32string characters = to_utf32(text);
    const auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    return std::ranges::any_of(characters, digit) &&
           characters.find_first_not_of(parts_of_numbers) == std::u32string::npos;
}

/// 1,234,567: groups of three behind a first one of up to three.
bool is_grouped(const std::string& text) {
    std::size_t group = text.find(',');
    if (group == std::string::npos || group == 0 || group > 3) return false;
    for (; group < text.size(); group += 4) {
        if (text.size() < group + 4 || text[group] != ',') return false;
        if (text.substr(group + 1, 3).find_first_not_of("0123456789") != std::string::npos) return false;
    }
    return true;
}

/// 11,00 over 4 can only be one number: the group of three is whole on no line.
bool is_broken_group(const std::string& first, const std::string& joined) {
    return is_grouped(joined) && first.find(',') != std::string::npos && !is_grouped(first);
}

/// Every line but the last has no room for one character more, and the last is no longer than they are.
bool is_wrapped(const std::vector<ReadLine>& lines, const CellWidth& cell) {
    const ReadLine& last = lines.back();
    return std::all_of(lines.begin(), lines.end() - 1, [&](const ReadLine& line) {
        const auto count = static_cast<double>(to_utf32(line.text).size());
        if (count < 2 || line.text.size() < last.text.size()) return false;
        return fills_cell(line.box.width(), cell.pixels, line.box.width() / count, cell.dpi);
    });
}

/// Probability that lines of digits are one number.
/// @param first, joined  as one witness has the first line and all of them
double sure_of_one_number(const std::vector<ReadLine>& lines, const std::string& first, const std::string& joined,
                          const std::optional<CellWidth>& cell, Witness witness) {
    const bool group = lines.size() == 2 && is_broken_group(first, joined);
    const bool wraps = cell && is_wrapped(lines, *cell);
    if (!group && !wraps) return broken_number;
    if (witness == Witness::text_layer) return printed_wrapped;
    return group ? broken_group : wrapped;
}

}  // namespace

std::string join_text(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a + b;
    return is_letter(a.back()) && is_letter(b.front()) ? a + ' ' + b : a + b;
}

ReadLine join_lines(const std::vector<ReadLine>& lines, std::optional<CellWidth> cell) {
    if (lines.size() == 1) return lines.front();
    ReadLine whole;
    for (const ReadLine& line : lines) {
        const std::string joined = join_text(whole.text, line.text);
        if (joined.size() > whole.text.size() + line.text.size()) whole.character_confidence.push_back(1);
        const auto characters = character_confidence(line);
        whole.character_confidence.insert(whole.character_confidence.end(), characters.begin(), characters.end());
        whole.text = joined;
        whole.box = united(whole.box, line.box);
        whole.confidence = std::min(whole.confidence, line.confidence);
    }
    if (lines.empty()) return whole;
    for (const Reading& first : lines.front().readings) {
        Reading joined{first.witness, "", 1, {}};
        bool every = true;
        for (const ReadLine& line : lines) {
            const Reading* part = reading_of(line, first.witness);
            every = every && part != nullptr;
            if (!part) continue;
            joined.text = join_text(joined.text, part->text);
            joined.confidence *= part->confidence;
        }
        if (!every) continue;
        if (is_digits(joined.text))
            joined.confidence *= sure_of_one_number(lines, first.text, joined.text, cell, first.witness);
        if (first.witness == Witness::text_layer) whole.confidence = std::min(whole.confidence, joined.confidence);
        whole.readings.push_back(joined);
    }
    return whole;
}

}  // namespace nianbao::layout
