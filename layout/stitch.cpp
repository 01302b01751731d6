// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/stitch.h"

#include <algorithm>
#include <map>

#include "document/utf8.h"
#include "layout/join_lines.h"

namespace nianbao::layout {
namespace {

/// Letters of a running header without the page's number in it.
std::string without_digits(const std::string& text) {
    std::string kept;
    for (const char c : text) {
        if ((c < '0' || c > '9') && c != ' ') kept += c;
    }
    return kept;
}

using Counts = std::map<std::string, int>;

void count_margins(const std::vector<Page>& pages, Counts& upper, Counts& lower) {
    for (const Page& page : pages) {
        for (const Paragraph& p : page.header_candidates) ++upper[without_digits(p.text)];
        for (const Paragraph& p : page.footer_candidates) ++lower[without_digits(p.text)];
    }
}

/// Margin lines that no other page repeats are text.
void give_back_margins(Page& page, const Counts& upper, const Counts& lower) {
    std::size_t at = 0;
    for (const Paragraph& p : page.header_candidates) {
        if (upper.at(without_digits(p.text)) > 1) continue;
        page.blocks.insert(page.blocks.begin() + static_cast<std::ptrdiff_t>(at++), p);
        page.starts_mid_paragraph = false;
    }
    for (const Paragraph& p : page.footer_candidates) {
        if (lower.at(without_digits(p.text)) > 1) continue;
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
    Counts upper, lower;
    count_margins(pages, upper, lower);
    Document document;
    document.source = std::move(source);
    bool paragraph_open = false;
    for (Page& page : pages) {
        for (const auto* margin : {&page.header_candidates, &page.footer_candidates}) {
            for (const Paragraph& line : *margin) document.margin_texts.push_back(line.text);
        }
        give_back_margins(page, upper, lower);
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
