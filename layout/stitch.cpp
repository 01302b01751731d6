// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/stitch.h"

#include <algorithm>
#include <map>
#include <utility>

#include "document/utf8.h"
#include "layout/hanzi.h"
#include "layout/join_lines.h"

namespace nianbao::layout {
namespace {

/// Of a running header or a page's number: without what changes from page to page, and the marks that digits are
/// misread as (第！页).
std::u32string lasting_part(const std::string& text) {
    std::u32string kept;
    for (const char32_t c : to_utf32(text)) {
        if (is_hanzi(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z')) kept += c;
    }
    if (!kept.empty()) return kept;
    for (const char32_t c : to_utf32(text)) {
        if ((c < U'0' || c > U'9') && c != U' ') kept += c;
    }
    return kept;
}

/// Small print is not read alike on each page: one character in five may differ.
bool are_alike(const std::u32string& a, const std::u32string& b) {
    constexpr std::size_t enough = 8;
    constexpr double mostly = 0.8;
    if (a == b) return true;
    if (a.size() != b.size() || a.size() < enough) return false;
    double same = 0;
    for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i] ? 1 : 0;
    return same >= mostly * static_cast<double>(a.size());
}

using Margins = std::vector<std::vector<std::u32string>>;  ///< by page

Margins margins_of(const std::vector<Page>& pages, std::vector<Paragraph> Page::*side) {
    Margins margins;
    for (const Page& page : pages) {
        auto& of_page = margins.emplace_back();
        for (const Paragraph& line : page.*side) of_page.push_back(lasting_part(line.text));
    }
    return margins;
}

/// Whether another page has it, too; one that is read otherwise is looked for nearby only.
class Repeated {
  public:
    explicit Repeated(Margins margins) : margins_(std::move(margins)) {
        for (const auto& of_page : margins_) {
            for (const std::u32string& text : of_page) ++counts_[text];
        }
    }

    bool contains(std::size_t page, const Paragraph& line) const {
        constexpr std::size_t nearby = 3;
        const std::u32string text = lasting_part(line.text);
        if (counts_.at(text) > 1) return true;
        const std::size_t first = page > nearby ? page - nearby : 0,
                          last = std::min(margins_.size(), page + nearby + 1);
        for (std::size_t p = first; p < last; ++p) {
            const bool alike =
                std::ranges::any_of(margins_[p], [&](const std::u32string& other) { return are_alike(text, other); });
            if (p != page && alike) return true;
        }
        return false;
    }

  private:
    Margins margins_;
    std::map<std::u32string, int> counts_;
};

/// Margin lines that no other page repeats are text.
void give_back_margins(Page& page, std::size_t index, const Repeated& upper, const Repeated& lower) {
    std::size_t at = 0;
    for (const Paragraph& p : page.header_candidates) {
        if (upper.contains(index, p)) continue;
        page.blocks.insert(page.blocks.begin() + static_cast<std::ptrdiff_t>(at++), p);
        page.starts_mid_paragraph = false;
    }
    for (const Paragraph& p : page.footer_candidates) {
        if (lower.contains(index, p)) continue;
        page.blocks.emplace_back(p);
        page.ends_mid_paragraph = false;
    }
}

bool join_with_last(Document& document, Page& page, bool paragraph_open) {
    if (document.blocks.empty() || page.blocks.empty()) return false;
    Block& last = document.blocks.back();
    Block& first = page.blocks.front();
    if (auto* table = std::get_if<Table>(&last)) {
        const auto* next = std::get_if<Table>(&first);
        if (!next || !continues(*table, *next)) return false;
        *table = joined(*table, *next);
        return true;
    }
    auto* paragraph = std::get_if<Paragraph>(&last);
    const auto* next = std::get_if<Paragraph>(&first);
    if (!paragraph || !next || !paragraph_open || !page.starts_mid_paragraph) return false;
    const std::size_t before = to_utf32(paragraph->text).size();
    paragraph->character_confidence.resize(before, paragraph->confidence);
    paragraph->text = join_text(paragraph->text, next->text);
    paragraph->character_confidence.resize(to_utf32(paragraph->text).size() - to_utf32(next->text).size(), 1.0);
    const std::size_t joint = paragraph->character_confidence.size();
    for (LinePlace line : next->lines) {
        line.first += joint;
        paragraph->lines.push_back(line);
    }
    auto more = next->character_confidence;
    more.resize(to_utf32(next->text).size(), next->confidence);
    paragraph->character_confidence.insert(paragraph->character_confidence.end(), more.begin(), more.end());
    paragraph->confidence = std::min(paragraph->confidence, next->confidence);
    return true;
}

SourceKind kind_of(const std::vector<PageInfo>& pages) {
    const auto digital = std::count_if(pages.begin(), pages.end(),
                                       [](const PageInfo& p) { return p.source == PageText::Source::text_layer; });
    if (digital == 0) return SourceKind::scan;
    return digital == static_cast<std::ptrdiff_t>(pages.size()) ? SourceKind::digital : SourceKind::mixed;
}

}  // namespace

Document stitch(std::vector<Page> pages, SourceInfo source) {
    const Repeated upper(margins_of(pages, &Page::header_candidates)),
        lower(margins_of(pages, &Page::footer_candidates));
    Document document;
    document.source = std::move(source);
    bool paragraph_open = false;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        Page& page = pages[p];
        for (const auto* margin : {&page.header_candidates, &page.footer_candidates}) {
            for (const Paragraph& line : *margin) document.margin_texts.push_back(line.text);
        }
        give_back_margins(page, p, upper, lower);
        document.pages.push_back(
            {page.number, page.width_points, page.height_points, page.turned_degrees, page.dpi, page.source});
        document.warnings.insert(document.warnings.end(), page.warnings.begin(), page.warnings.end());
        const bool joined_first = join_with_last(document, page, paragraph_open);
        for (std::size_t i = joined_first ? 1 : 0; i < page.blocks.size(); ++i)
            document.blocks.push_back(std::move(page.blocks[i]));
        paragraph_open = page.ends_mid_paragraph;
    }
    document.source.kind = kind_of(document.pages);
    return document;
}

}  // namespace nianbao::layout
