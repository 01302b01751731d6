// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/title.h"

#include <algorithm>
#include <array>

#include "document/utf8.h"
#include "parser/label_text.h"

namespace nianbao::parser {
namespace {

using Text = std::u32string;
using View = std::u32string_view;

constexpr View subject = U"政府信息公开";
constexpr std::size_t longest_title_line = 60;
constexpr std::size_t longest_body_line = 30;
constexpr std::size_t shortest_first_line = 2;  ///< of a title: less is dirt

Text squeezed(std::string_view text) {
    return to_utf32(without_spaces(text));
}

int digit_of(char32_t c) {
    constexpr View chinese = U"〇一二三四五六七八九";
    c = ascii_width(c);
    if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
    if (c == U'零' || c == U'○' || c == U'O' || c == U'o' || c == U'Ｏ') return 0;
    if (c == U'l' || c == U'I' || c == U']' || c == U'[' || c == U'|' || c == U'!') return 1;
    const std::size_t at = chinese.find(c);
    return at == View::npos ? -1 : static_cast<int>(at);
}

// A digit as printed, not a sign that a recogniser makes of one.
bool is_plain_digit(char32_t c) {
    c = ascii_width(c);
    return (c >= U'0' && c <= U'9') || (is_hanzi(c) && digit_of(c) >= 0);
}

struct YearSpan {
    std::size_t begin = 0, end = 0;  ///< of the whole 2023年(度)
    int year = 0;
};

std::optional<YearSpan> find_year(View text) {
    for (std::size_t i = 0; i + 4 < text.size(); ++i) {
        int year = 0, plain = 0;
        bool digits = true;
        for (std::size_t k = i; k < i + 4; ++k) {
            digits = digits && digit_of(text[k]) >= 0;
            year = year * 10 + digit_of(text[k]);
            if (is_plain_digit(text[k])) ++plain;
        }
        if (!digits || plain < 3 || text[i + 4] != U'年' || year < 1990 || year > 2099) continue;
        const std::size_t end = i + 5 < text.size() && text[i + 5] == U'度' ? i + 6 : i + 5;
        return YearSpan{i, end, year};
    }
    return std::nullopt;
}

// Where 政府信息公开 stands, with up to two characters misread; npos when nowhere.
std::size_t find_subject(View text) {
    const std::size_t exact = text.find(subject);
    if (exact != View::npos) return exact;
    for (std::size_t i = 0; i + subject.size() <= text.size(); ++i) {
        if (similarity(text.substr(i, subject.size()), subject) >= 0.65) return i;
    }
    return text.find(U"信息公开");
}

// （2023年度） or （本级） behind the words of a title: where it begins, or the text's end.
std::size_t note_at_end(View text) {
    if (text.empty() || ascii_width(text.back()) != U')') return text.size();
    const std::size_t open = text.find_last_of(U"（(");
    return open == View::npos ? text.size() : open;
}

bool ends_as_report(View text) {
    text = text.substr(0, note_at_end(text));
    if (text.ends_with(U"报告") || text.ends_with(U"公开年报")) return true;
    // 告 or 报 misread, or 告 lost under a seal.
    if (text.ends_with(U"工作年度报")) return true;
    return text.size() >= 4 && similarity(text.substr(text.size() - 4), U"年度报告") >= 0.7;
}

bool is_sentence(View text) {
    return text.find_first_of(U"。；;：:，,！") != View::npos || text.size() > longest_title_line;
}

// 首页>政务公开>年报: the path to a page, printed above it.
bool is_path(View text) {
    return text.find_first_of(U">＞»›") != View::npos;
}

bool is_title(View text) {
    return !is_sentence(text) && !is_path(text) && text.size() >= 8 && find_subject(text) != View::npos &&
           ends_as_report(text);
}

// 告 alone, or a note in brackets: what a title may still have on its next line.
bool ends_title(View above, View line) {
    if (line.size() >= 3 && line.size() <= 12 && ascii_width(line.front()) == U'(' && note_at_end(line) == 0)
        return true;
    return above.ends_with(U"报") && line.size() == 1;
}

// 附件1：, or 附件 alone.
std::size_t length_of_annex_mark(View text) {
    if (!text.starts_with(U"附件")) return 0;
    std::size_t at = 2;
    while (at < text.size() && (digit_of(text[at]) >= 0 || text[at] == U'十')) ++at;
    if (at == text.size()) return at;
    return text[at] == U'：' || text[at] == U':' ? at + 1 : 0;
}

// 青政发〔2024〕3号, between an issuer's red heading and the title.
bool is_document_number(View text) {
    return text.size() <= 24 && text.ends_with(U"号") && text.find_first_of(U"〔[【（(") != View::npos;
}

void strip(Text& text, View head_or_tail) {
    if (text.starts_with(head_or_tail)) text.erase(0, head_or_tail.size());
    if (text.ends_with(head_or_tail)) text.erase(text.size() - head_or_tail.size());
}

// Brackets that the year or the report's words left without their other half; （本级） stays.
void strip_brackets(Text& text) {
    for (const View pair : {View(U"（）"), View(U"()"), View(U"《》")}) {
        for (std::size_t at = text.find(pair); at != Text::npos; at = text.find(pair)) text.erase(at, pair.size());
        const auto opened = std::ranges::count(text, pair[0]), closed = std::ranges::count(text, pair[1]);
        if (opened != closed) strip(text, pair.substr(opened > closed ? 0 : 1, 1));
    }
}

// 202]年 is 2021年, misread by one sign.
void mend_year(std::string& title) {
    Text text = to_utf32(title);
    const auto found = find_year(text);
    if (!found) return;
    for (std::size_t k = found->begin; k < found->begin + 4; ++k) {
        if (!is_plain_digit(text[k])) text[k] = U'0' + static_cast<char32_t>(digit_of(text[k]));
    }
    title = to_utf8(text);
}

// The end of a body's name whose beginning stands on the line above.
bool starts_inside_name(View title) {
    constexpr std::array<View, 7> tails{U"人民政府", U"政府2", U"府2", U"办事处", U"委员会", U"管委会", U"办公室"};
    return std::ranges::any_of(tails, [&](View tail) { return title.starts_with(tail); });
}

bool is_year_alone(View text) {
    const auto year = find_year(text);
    return year && text.size() <= year->end - year->begin + 2;
}

// An issuer's red heading, two lines or one above: 青石县人民政府文件.
std::optional<std::string> issuer_above(const std::vector<std::string>& paragraphs, int line) {
    if (line > 0 && is_document_number(squeezed(paragraphs[line - 1]))) --line;
    if (line == 0) return std::nullopt;
    Text heading = squeezed(paragraphs[line - 1]);
    if (!heading.ends_with(U"文件")) return std::nullopt;
    heading.erase(heading.size() - 2);
    return looks_like_body(to_utf8(heading)) ? std::optional(to_utf8(heading)) : std::nullopt;
}

// The line above a title that names no body may be the body, and the one above that the year; the line below too, in
// some layouts.
void widen(const std::vector<std::string>& paragraphs, Title& title) {
    while (title.first > 0 && title.count < 4) {
        const Text above = squeezed(paragraphs[title.first - 1]);
        const bool fits =
            above.size() <= longest_body_line && !is_sentence(above) && !is_path(above) && !is_document_number(above);
        const bool body = !title.organization && fits && looks_like_body(to_utf8(above));
        const bool with_year = !title.organization && fits && find_year(above).has_value();
        const bool year_alone = !first_year(title.text) && fits && is_year_alone(above);
        const bool broken_name = fits && above.size() >= 3 &&
                                 hanzi_count(to_utf8(above)) == static_cast<int>(above.size()) &&
                                 starts_inside_name(to_utf32(title.text));
        if (!body && !with_year && !year_alone && !broken_name) break;
        title.text = to_utf8(above) + title.text;
        --title.first;
        ++title.count;
        title.organization = organization_of(title.text);
    }
    if (!title.organization) title.organization = issuer_above(paragraphs, title.first);
    const std::size_t below = static_cast<std::size_t>(title.first + title.count);
    if (!title.organization && below < paragraphs.size() && looks_like_body(paragraphs[below])) {
        title.organization = without_spaces(paragraphs[below]);
    }
}

// Marks that dirt around a large line reads as; 。 is none of them: a sentence ends with it.
Text without_specks(Text line) {
    constexpr View marks = U",，.、·:：;；'`‘’“”\"-—_~|<>〈〉*^";
    const std::size_t first = line.find_first_not_of(marks);
    if (first == Text::npos) return {};
    return line.substr(first, line.find_last_not_of(marks) - first + 1);
}

// The title that begins at a line: that line, or up to four read together.
Title title_from(const std::vector<std::string>& paragraphs, int first) {
    Title title;
    const int last = static_cast<int>(paragraphs.size());
    Text joined;
    for (int count = 1; count <= 4 && first + count <= last; ++count) {
        Text line = without_specks(squeezed(paragraphs[first + count - 1]));
        if (count == 1) line.erase(0, length_of_annex_mark(line));
        if (count == 1 && line.size() < shortest_first_line) break;
        // A line that is a title by itself is not to be hung behind the line above it here: widen() decides that. One
        // that only goes on with a number is.
        const bool goes_on = !joined.empty() && digit_of(joined.back()) >= 0 && !line.empty() && digit_of(line[0]) >= 0;
        if (is_sentence(line) || is_path(line) || (count > 1 && is_title(line) && !goes_on)) break;
        joined += line;
        if (!is_title(joined)) continue;
        title.text = to_utf8(joined);
        title.first = first;
        title.count = count;
        break;
    }
    const int next = first + title.count;
    if (title.count == 0 || next >= last) return title;
    if (const Text line = squeezed(paragraphs[next]); ends_title(joined, line)) {
        // A sign that is no 告 is what a seal or a fold has left of it.
        if (line.size() > 1) joined += line;
        if (line.size() == 1) joined += U'告';
        title.text = to_utf8(joined);
        ++title.count;
    }
    return title;
}

// What a site or a red heading prints above its reports may be worded like a title, but has no year.
bool is_full(const Title& title) {
    return first_year(title.text).has_value() && organization_of(title.text).has_value();
}

}  // namespace

std::optional<int> first_year(std::string_view text) {
    const auto found = find_year(squeezed(text));
    return found ? std::optional<int>(found->year) : std::nullopt;
}

bool looks_like_body(std::string_view line) {
    constexpr std::array<View, 32> endings{U"政府", U"局",     U"委员会", U"办公室", U"厅",   U"院",   U"镇",   U"乡",
                                           U"街道", U"办事处", U"中心",   U"区",     U"县",   U"市",   U"省",   U"州",
                                           U"旗",   U"委",     U"队",     U"管委会", U"公司", U"银行", U"大学", U"学院",
                                           U"医院", U"总队",   U"支队",   U"办",     U"站",   U"所",   U"处",   U"会"};
    const Text text = squeezed(line);
    if (text.size() < 3 || text.size() > longest_body_line || is_sentence(text)) return false;
    if (text.find_first_of(U"0123456789、（(") != Text::npos) return false;
    return std::ranges::any_of(endings, [&](View ending) { return text.ends_with(ending); });
}

std::optional<std::string> organization_of(std::string_view title) {
    Text text = squeezed(title);
    if (const auto year = find_year(text)) text.erase(year->begin, year->end - year->begin);
    const std::size_t at = find_subject(text);
    if (at != Text::npos) text.erase(at);
    strip_brackets(text);
    for (const View word : {View(U"的"), View(U"关于")}) strip(text, word);
    // 某镇人民政府信息公开…: one 政府 serves as the end of the body and as the start of the subject.
    if (text.ends_with(U"人民")) text += U"政府";
    if (text.size() < 2) return std::nullopt;
    return to_utf8(text);
}

Title find_title(const std::vector<std::string>& paragraphs) {
    Title title;
    for (int first = 0; first < static_cast<int>(paragraphs.size()); ++first) {
        const Title candidate = title_from(paragraphs, first);
        if (candidate.count == 0) continue;
        if (title.count == 0 || (!first_year(title.text) && is_full(candidate))) title = candidate;
        first += candidate.count - 1;
    }
    if (title.count == 0) return title;
    title.organization = organization_of(title.text);
    widen(paragraphs, title);
    mend_year(title.text);
    title.year = first_year(title.text);
    return title;
}

}  // namespace nianbao::parser
