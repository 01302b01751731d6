// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/reconstruct.h"

#include <algorithm>

#include "document/utf8.h"
#include "layout/join_lines.h"

namespace nianbao::layout {
namespace {

/// Probability that nothing stands in a cell where no line of text was seen. Set by hand between what two photographed
/// pages and a 1-bit copy showed: of 31 cells without lines 95 in 100 had faint ink below 0.02, of 284 with text 95 in
/// 100 had above 1.
double sure_of_blank(double faint_ink) {
    constexpr double blank = 0.15, doubtful = 0.5;
    constexpr double surest = 0.99995, least = 0.6;
    const double share = std::clamp((faint_ink - blank) / (doubtful - blank), 0.0, 1.0);
    return surest + share * (least - surest);
}

Table to_table(const LayoutTable& layout, const std::vector<std::vector<ReadLine>>& texts, const CleanPage& page) {
    Table table;
    table.rows = layout.rows;
    table.columns = layout.columns;
    table.open_top = layout.open_top;
    table.open_bottom = layout.open_bottom;
    table.grid_confidence = layout.confidence;
    for (std::size_t c = 0; c < layout.cells.size(); ++c) {
        const LayoutCell& place = layout.cells[c];
        const ReadLine whole = join_lines(texts[c], CellWidth{place.box.width(), page.dpi});
        TableCell cell;
        cell.row = place.row;
        cell.column = place.column;
        cell.row_span = place.row_span;
        cell.column_span = place.column_span;
        cell.text = whole.text;
        cell.confidence = texts[c].empty() ? sure_of_blank(place.faint_ink) : whole.confidence;
        cell.readings = whole.readings;
        cell.page = page.page;
        cell.box = page.to_page.map_bounds(place.box);
        cell.under_seal = place.under_seal;
        table.cells.push_back(std::move(cell));
    }
    return table;
}

std::size_t characters(const std::string& text) {
    return to_utf32(text).size();
}

std::vector<LinePlace> line_places(const std::vector<ReadLine>& lines, const CleanPage& page) {
    std::vector<LinePlace> places;
    std::string text;
    for (const ReadLine& line : lines) {
        text = join_text(text, line.text);
        places.push_back({characters(text) - characters(line.text), page.page, page.to_page.map_bounds(line.box)});
    }
    return places;
}

Paragraph to_paragraph(const LayoutBlock& block, const std::vector<ReadLine>& lines, const CleanPage& page) {
    const ReadLine whole = join_lines(lines);
    Rect box;
    for (const LayoutLine& line : block.lines) box = united(box, line.box);
    Paragraph paragraph;
    paragraph.text = whole.text;
    paragraph.page = page.page;
    paragraph.box = page.to_page.map_bounds(box);
    paragraph.confidence = whole.confidence;
    paragraph.centred = block.centred;
    paragraph.character_confidence = whole.character_confidence;
    paragraph.lines = line_places(lines, page);
    return paragraph;
}

/// Page numbers that stand too near to the text to be told by their place alone.
bool counts_the_page(const LayoutBlock& block, const std::string& text, const CleanPage& page) {
    const double middle = block.lines.front().box.center().y / page.grey.height;
    return block.lines.size() == 1 && (middle < 0.12 || middle > 0.88) && is_page_number(text);
}

Rect box_of(const LayoutBlock& block) {
    Rect box;
    for (const LayoutLine& line : block.lines) box = united(box, line.box);
    return box;
}

double mean_confidence(const std::vector<ReadLine>& lines) {
    double sum = 0, characters = 0;
    for (const ReadLine& line : lines) {
        const auto length = static_cast<double>(to_utf32(line.text).size());
        sum += line.confidence * length;
        characters += length;
    }
    return characters > 0 ? sum / characters : 0;
}

// What is read with at least this confidence is text; a shadow's edge or a bent sheet's rim reads far worse.
constexpr double surely_text = 0.6, hardly_text = 0.5;
constexpr std::size_t few_characters = 12;

/// Where the page's text stands: tables, and what was read well.
Rect text_area(const PageLayout& layout, const PageText& text) {
    Rect area;
    for (const LayoutTable& table : layout.tables) area = united(area, table.box);
    for (std::size_t b = 0; b < layout.blocks.size(); ++b) {
        const ReadLine whole = join_lines(text.blocks[b]);
        if (mean_confidence(text.blocks[b]) < surely_text || to_utf32(whole.text).size() < 4) continue;
        area = united(area, box_of(layout.blocks[b]));
    }
    return area;
}

/// The rim of a photographed sheet, a shadow, a finger: beyond the text near the picture's edge, short and hardly
/// readable.
bool is_clutter(const LayoutBlock& block, const std::vector<ReadLine>& lines, const std::string& text, const Rect& area,
                const Raster& page) {
    if (area.empty() || to_utf32(text).size() > few_characters || mean_confidence(lines) >= hardly_text) return false;
    const Point middle = box_of(block).center();
    const double x = 0.07 * page.width, y = 0.07 * page.height;
    const Rect middle_of_page{x, y, page.width - x, page.height - y};
    return !area.contains(middle) && !middle_of_page.contains(middle);
}

/// A line of a few small marks, none as large as a character: specks that were read as 。 or ….
bool is_specks(const LayoutBlock& block, const std::string& text) {
    constexpr std::size_t few = 3;
    constexpr double small = 0.4;  // of an em
    const std::u32string characters = to_utf32(text);
    const auto is_mark = [](char32_t c) {
        return std::u32string_view(U"。，、．·….,'`:;：；“”‘’\"").find(c) != std::u32string_view::npos;
    };
    if (characters.size() > few || !std::ranges::all_of(characters, is_mark)) return false;
    return std::ranges::all_of(block.lines, [](const LayoutLine& line) { return line.box.height() < small * line.em; });
}

}  // namespace

bool is_page_number(const std::string& text) {
    std::u32string rest;
    bool digit = false;
    for (const char32_t raw : to_utf32(text)) {
        const char32_t c = ascii_width(raw);
        digit = digit || (c >= U'0' && c <= U'9');
        const bool ornament = std::u32string_view(U" -—–－一_~·.,|/第页共PageOof").find(c) != std::u32string_view::npos;
        if (!ornament && !(c >= U'0' && c <= U'9')) rest += c;
    }
    const std::size_t length = to_utf32(text).size();
    return length <= 12 && rest.empty() && (digit || length <= 3);
}

Page reconstruct(const PageLayout& layout, const PageText& text, const CleanPage& clean) {
    Page page;
    page.number = clean.page;
    page.source = text.source;
    page.width_points = clean.width_points;
    page.height_points = clean.height_points;
    page.turned_degrees = clean.turned_degrees;
    page.dpi = clean.dpi;
    const Rect area = text.source == PageText::Source::image ? text_area(layout, text) : Rect{};
    const LayoutBlock* last_paragraph = nullptr;
    bool first = true;
    for (const LayoutItem& item : layout.order) {
        if (item.kind == LayoutItem::Kind::table) {
            page.blocks.emplace_back(to_table(layout.tables[item.index], text.cells[item.index], clean));
            last_paragraph = nullptr;
            first = false;
            continue;
        }
        const LayoutBlock& block = layout.blocks[item.index];
        Paragraph paragraph = to_paragraph(block, text.blocks[item.index], clean);
        if (paragraph.text.empty() || counts_the_page(block, paragraph.text, clean)) continue;
        if (text.source == PageText::Source::image && is_specks(block, paragraph.text)) continue;
        if (is_clutter(block, text.blocks[item.index], paragraph.text, area, clean.grey)) continue;
        if (block.kind != BlockKind::paragraph) {
            auto& margin = block.kind == BlockKind::upper_margin ? page.header_candidates : page.footer_candidates;
            margin.push_back(std::move(paragraph));
            continue;
        }
        if (first) page.starts_mid_paragraph = !block.starts_indented && !block.centred;
        first = false;
        last_paragraph = &block;
        page.blocks.emplace_back(std::move(paragraph));
    }
    page.ends_mid_paragraph = last_paragraph && last_paragraph->ends_full && !last_paragraph->centred;
    return page;
}

}  // namespace nianbao::layout
