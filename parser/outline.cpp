// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/outline.h"

#include <algorithm>
#include <map>

#include "document/utf8.h"
#include "parser/doubtful_lines.h"
#include "parser/label_text.h"
#include "parser/title.h"

namespace nianbao::parser {
namespace {

using View = std::u32string_view;

constexpr View numerals = U"一二三四五六";
constexpr std::size_t longest_heading = 40;
constexpr std::size_t short_heading = 7;  // with its numeral

// A heading found in a paragraph: which, how well, and how many of the paragraph's characters belong to it.
struct Heading {
    int number = 0;
    double score = 0;
    std::string text, rest;
};

// 、 and what stands for it between a heading's numeral and its words.
bool is_pause(char32_t c) {
    return c == U'、' || c == U'.' || c == U'．' || c == U',' || c == U'，' || c == U'·' || c == U':';
}

bool has_number(View text) {
    const std::size_t at = text.find_first_not_of(U" ");
    if (at == View::npos) return false;
    return (at + 1 < text.size() && is_pause(text[at + 1])) || is_pause(text[at]) ||
           (at + 2 < text.size() && is_pause(text[at + 2]) && !is_hanzi(text[at]));
}

// （一）… and 1.… stand inside sections.
bool is_subheading(View text) {
    const char32_t first = ascii_width(text.front());
    return first == U'(' || first == U'[' || first == U'〔' || (first >= U'0' && first <= U'9');
}

View body_of(View key) {
    return !key.empty() && numerals.find(key.front()) != View::npos ? key.substr(1) : key;
}

// A speck behind a heading reads as a full stop, which headings have none of.
std::string without_stop(const std::string& line) {
    const std::u32string text = to_utf32(line);
    const std::size_t last = text.find_last_not_of(U"。 　");
    return last == std::u32string::npos ? line : to_utf8(View(text).substr(0, last + 1));
}

// Compares a short line with every heading. The words weigh more than the numeral, which is misread more easily.
Heading match_line(const std::string& printed, const FormBook& forms) {
    Heading best;
    const std::string line = without_stop(printed);
    const std::u32string text = to_utf32(line);
    const bool numbered = has_number(text);
    // 无其他需要报告的事项。 is a sentence.
    if (!numbered && line.size() < printed.size()) return best;
    const std::u32string key = label_key(line);
    if (key.size() < 3 || text.size() > longest_heading || text.find(U'。') != std::u32string::npos) return best;
    if (is_subheading(text)) return best;
    for (const FormSection& section : forms.sections) {
        for (const std::string& heading : section.headings) {
            const std::u32string expected = label_key(heading);
            // What is longer is the heading and a sentence: 其他需要报告的事项 无。
            if (line.size() < printed.size() && key.size() > expected.size()) continue;
            const double words = similarity(body_of(key), body_of(expected));
            const double numeral = key.front() == expected.front() ? 1 : 0;
            // 总体情况 is in every text; only its numeral makes it a heading.
            if (expected.size() <= short_heading && numbered && numeral == 0 && words < 1) continue;
            const double score = numbered ? 0.85 * words + 0.15 * numeral : words * 0.9;
            if (score > best.score) best = {section.number, score, line, {}};
        }
    }
    return best;
}

// A paragraph that begins with a heading and goes on with text, as when a line break was lost.
Heading match_start(const std::string& paragraph, const FormBook& forms) {
    const std::u32string text = to_utf32(paragraph);
    Heading best;
    for (const FormSection& section : forms.sections) {
        for (const std::string& heading : section.headings) {
            const std::u32string expected = label_key(heading);
            std::size_t used = 0, matched = 0;
            while (used < text.size() && matched < expected.size()) {
                const std::u32string one = label_key(to_utf8(text[used]));
                if (!one.empty() && one.front() != expected[matched]) break;
                matched += one.size();
                ++used;
            }
            if (matched < expected.size() || expected.size() <= best.score) continue;
            best = {section.number, static_cast<double>(expected.size()), to_utf8(View(text).substr(0, used)),
                    to_utf8(View(text).substr(used))};
        }
    }
    const std::u32string rest = to_utf32(best.rest);
    // The words must end there: …情况说明 is another heading, …情况 2023年 is not.
    if (rest.empty() || (rest.front() != U' ' && rest.front() != U'　' && rest.front() != U'\n')) return {};
    return has_number(text) ? best : Heading{};
}

std::string trimmed(const std::string& text) {
    const std::u32string wide = to_utf32(text);
    const View spaces = U" \t\n\r　 ";
    const std::size_t first = wide.find_first_not_of(spaces);
    if (first == View::npos) return {};
    return to_utf8(View(wide).substr(first, wide.find_last_not_of(spaces) - first + 1));
}

// - 3 - at the foot of a page.
bool is_page_number(const std::string& text) {
    std::u32string inner = to_utf32(text);
    const View dashes = U"-—–－·.";
    if (inner.size() < 3 || dashes.find(inner.front()) == View::npos || dashes.find(inner.back()) == View::npos) {
        return false;
    }
    std::erase_if(inner, [&](char32_t c) { return c == U' ' || dashes.find(c) != View::npos; });
    return !inner.empty() && inner.size() <= 3 && inner.find_first_not_of(U"0123456789") == View::npos;
}

bool is_contents_heading(const std::string& text) {
    const std::string bare = without_spaces(text);
    return bare == "目录" || bare == "目次";
}

// 一、总体情况……3: a line of a table of contents. Its number stands behind leaders, or, below the heading 目录, alone.
bool is_contents_line(const std::string& text, bool below_heading) {
    const std::u32string bare = to_utf32(without_spaces(text));
    const std::size_t end = bare.find_last_not_of(U"0123456789-—()（）");
    if (bare.empty() || end == View::npos || end + 1 == bare.size() || bare.size() - end > 6) return false;
    const View leaders = U".…·．。-—_";
    if (below_heading && is_hanzi(bare[end])) return true;
    return end >= 3 && leaders.find(bare[end]) != View::npos && leaders.find(bare[end - 1]) != View::npos;
}

// 第二十条第（一）项, standing over a table of its own: part of the table, not prose.
bool is_article(const std::string& text) {
    const std::u32string key = label_key(text);
    return key.size() <= 8 && key.starts_with(U"第二十条第") && key.ends_with(U"项");
}

class OutlineReader {
  public:
    OutlineReader(const Document& document, const FormBook& forms) : document_(document), forms_(forms) {}

    Outline read() {
        outline_.section_of_block.assign(document_.blocks.size(), 0);
        for (std::size_t b = 0; b < document_.blocks.size(); ++b) {
            if (const auto* paragraph = std::get_if<Paragraph>(&document_.blocks[b])) add(*paragraph);
            outline_.section_of_block[b] = current_ < 0 ? 0 : outline_.sections[current_].number;
        }
        name_report();
        for (std::size_t s = 0; s < outline_.sections.size(); ++s) {
            if (weights_[s] > 0) outline_.sections[s].confidence = confidences_[s] / weights_[s];
        }
        return std::move(outline_);
    }

  private:
    // In text set without indents a heading can end up behind the last sentence of the section before it.
    void add(const Paragraph& paragraph) {
        const std::string whole = trimmed(paragraph.text);
        if (const std::size_t at = heading_at_end(whole); at != std::string::npos) {
            add_piece(paragraph, whole.substr(0, at));
            add_piece(paragraph, whole.substr(at));
        } else {
            add_piece(paragraph, whole);
        }
    }

    /// Its doubtful lines go with the text, which is part of the paragraph's.
    void add_text(const std::string& text, const Paragraph& paragraph) {
        if (current_ >= 0) {
            Section& section = outline_.sections[static_cast<std::size_t>(current_)];
            add_doubtful_lines(paragraph, text, section, lines_[static_cast<std::size_t>(current_)]);
        }
        add_text(text, paragraph.confidence);
    }

    // Byte at which a numbered heading, in its order and plainly read, begins after the paragraph's last sentence.
    std::size_t heading_at_end(const std::string& text) const {
        static const std::string full_stop = "。";
        const std::size_t stop = text.rfind(full_stop);
        if (stop == std::string::npos || stop + full_stop.size() >= text.size()) return std::string::npos;
        const std::string tail = text.substr(stop + full_stop.size());
        const Heading heading = match_line(tail, forms_);
        const bool next = heading.number == last_number_ + 1 && has_number(to_utf32(tail));
        return next && heading.score >= 0.85 ? stop + full_stop.size() : std::string::npos;
    }

    void add_piece(const Paragraph& paragraph, const std::string& text) {
        if (text.empty() || is_page_number(text) || is_article(text) || is_contents(text)) return;
        Heading heading = match_line(text, forms_);
        if (!accepted(heading)) heading = match_start(text, forms_);
        if (heading.number == 0) {
            add_text(text, paragraph);
            return;
        }
        open(heading, paragraph);
        if (const std::string rest = trimmed(heading.rest); !rest.empty()) add_text(rest, paragraph);
    }

    // A table of contents stands before the first section and ends where a line of it has no page number.
    bool is_contents(const std::string& text) {
        if (current_ >= 0) return false;
        if (is_contents_heading(text)) return in_contents_ = true;
        if (is_contents_line(text, in_contents_)) return true;
        in_contents_ = false;
        return false;
    }

    bool accepted(const Heading& heading) const {
        if (heading.number == 0) return false;
        const bool numbered = has_number(to_utf32(heading.text));
        const bool open_already = seen_.contains(heading.number);
        if (!numbered) return !open_already && heading.score >= 0.8;
        // A heading out of its order must be plain; one in order may be badly read.
        const bool in_order = heading.number >= last_number_ && heading.number <= last_number_ + 2;
        return heading.score >= (in_order ? 0.6 : 0.85);
    }

    void open(const Heading& heading, const Paragraph& paragraph) {
        const auto [known, added] = seen_.try_emplace(heading.number, static_cast<int>(outline_.sections.size()));
        if (added) {
            outline_.sections.push_back({heading.number, trimmed(heading.text), {}, paragraph.page, 1, {}});
            lines_.push_back(0);
            confidences_.push_back(0);
            weights_.push_back(0);
        }
        current_ = known->second;
        last_number_ = std::max(last_number_, heading.number);
        weigh(heading.text.size(), paragraph.confidence);
    }

    void add_text(const std::string& text, double confidence) {
        if (current_ < 0) {
            before_.push_back(text);
            return;
        }
        std::string& all = outline_.sections[current_].text;
        all += (all.empty() ? "" : "\n") + text;
        weigh(text.size(), confidence);
    }

    void weigh(std::size_t length, double confidence) {
        confidences_[current_] += confidence * static_cast<double>(length);
        weights_[current_] += static_cast<double>(length);
    }

    void name_report() {
        const Title title = find_title(before_);
        if (title.count > 0) {
            outline_.title = title.text;
            outline_.title_names_report = true;
            outline_.organization = title.organization;
            outline_.year = title.year;
        }
        for (int p = 0; p < static_cast<int>(before_.size()); ++p) {
            const bool in_title = p >= title.first && p < title.first + title.count;
            const bool again = title.count > 0 && without_spaces(before_[p]) == title.text;
            if (!in_title && !again) outline_.preface += (outline_.preface.empty() ? "" : "\n") + before_[p];
        }
        if (!outline_.year && title.count > 0) outline_.year = first_year(outline_.preface);
        if (!outline_.year && !outline_.sections.empty()) outline_.year = first_year(outline_.sections.front().text);
        if (!outline_.organization) outline_.organization = signature();
    }

    // The body that signs: a line that is nothing but its name, followed by the date, at the end of the text.
    std::optional<std::string> signature() const {
        if (outline_.sections.empty()) return std::nullopt;
        const std::string& text = outline_.sections.back().text;
        const std::size_t date_at = text.rfind('\n');
        if (date_at == std::string::npos) return std::nullopt;
        const std::size_t line_at = text.rfind('\n', date_at - 1);
        const std::size_t begin = line_at == std::string::npos ? 0 : line_at + 1;
        const std::string line = text.substr(begin, date_at - begin);
        const std::string date = text.substr(date_at + 1);
        if (!first_year(date) || date.size() > 60 || !looks_like_body(line)) return std::nullopt;
        return without_spaces(line);
    }

    const Document& document_;
    const FormBook& forms_;
    Outline outline_;
    std::vector<std::string> before_;
    std::map<int, int> seen_;  // number of a section -> its index
    std::vector<double> confidences_, weights_;
    std::vector<int> lines_;  // of each section, so far
    int current_ = -1, last_number_ = 0;
    bool in_contents_ = false;
};

}  // namespace

Outline read_outline(const Document& document, const FormBook& forms) {
    return OutlineReader(document, forms).read();
}

}  // namespace nianbao::parser
