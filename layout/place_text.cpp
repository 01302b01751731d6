// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/place_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

#include "document/opencv_view.h"
#include "document/utf8.h"

namespace nianbao::layout {
namespace {

constexpr double rule_slack = 0.01;  // inches: a glyph whose middle stands on the rule itself
// Of a cell that shows ink which the layer does not tell: a digit drawn as an outline or pasted as a picture.
constexpr double incomplete = 0.3;

struct Placed {
    Rect box;
    const LayerGlyph* glyph;
};

bool blank(const std::string& text) {
    for (const char32_t c : to_utf32(text)) {
        if (c != U' ' && c != U'\t' && c != 0x3000 && c != 0xA0 && c != U'\n' && c != U'\r') return false;
    }
    return true;
}

bool word_character(char32_t c) {
    return (c < 0x80 && c > 0x20) || (c >= 0xC0 && c < 0x250);
}

/// Between Latin words and numbers a gap is a space; between hanzi, or hanzi and numbers, it is justification.
bool parted_by_space(const Placed& a, const Placed& b) {
    const double size = std::max(a.box.height(), b.box.height());
    if (b.box.x0 - a.box.x1 < 0.15 * size) return false;
    const std::u32string left = to_utf32(a.glyph->text), right = to_utf32(b.glyph->text);
    return !left.empty() && !right.empty() && word_character(left.back()) && word_character(right.front());
}

ReadLine to_line(std::vector<Placed> glyphs, Direction direction) {
    const bool flat = direction == Direction::horizontal;
    std::stable_sort(glyphs.begin(), glyphs.end(), [&](const Placed& a, const Placed& b) {
        return flat ? a.box.x0 < b.box.x0 : a.box.y0 < b.box.y0;
    });
    ReadLine line;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (i > 0 && flat && parted_by_space(glyphs[i - 1], glyphs[i])) line.text += ' ';
        line.text += glyphs[i].glyph->text;
        line.box = united(line.box, glyphs[i].box);
    }
    line.readings.push_back({Witness::text_layer, line.text, 1.0, {}});
    return line;
}

double distance(const Rect& box, Point p) {
    const double dx = std::max({box.x0 - p.x, 0.0, p.x - box.x1}), dy = std::max({box.y0 - p.y, 0.0, p.y - box.y1});
    return std::hypot(dx, dy);
}

/// Index of the line whose box is nearest to `p`, vertical distance counting more: glyphs stray along their line.
std::size_t nearest_line(const std::vector<LayoutLine>& lines, Point p) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double away = distance(lines[i].box, p);
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

/// @param lines  none where the ink of a cell was taken for a rule: a dash, a 1 of one stroke; its glyphs are one line
std::vector<ReadLine> to_lines(const std::vector<std::vector<Placed>>& by_line, const std::vector<LayoutLine>& lines) {
    std::vector<ReadLine> read;
    for (std::size_t i = 0; i < by_line.size(); ++i) {
        if (by_line[i].empty()) continue;
        read.push_back(to_line(by_line[i], lines.empty() ? Direction::horizontal : lines[i].direction));
    }
    return read;
}

/// Whether the page shows anything there. What is stored but not shown is not on the page.
bool is_visible(const Rect& box, const cv::Mat& ink) {
    const cv::Rect place =
        cv::Rect(cv::Point(static_cast<int>(std::floor(box.x0)), static_cast<int>(std::floor(box.y0))),
                 cv::Point(static_cast<int>(std::ceil(box.x1)), static_cast<int>(std::ceil(box.y1)))) &
        cv::Rect({0, 0}, ink.size());
    return !place.empty() && cv::countNonZero(ink(place)) > 0;
}

struct Slot {
    int table = -1, cell = -1, block = -1;
    std::size_t line = 0;
};

/// Where a glyph belongs. Table cells first; then the nearest line of running text.
Slot slot_of(const PageLayout& layout, Point p, double slack) {
    for (std::size_t t = 0; t < layout.tables.size(); ++t) {
        const LayoutTable& table = layout.tables[t];
        if (!table.box.contains(p)) continue;
        for (std::size_t c = 0; c < table.cells.size(); ++c) {
            const LayoutCell& cell = table.cells[c];
            if (cell.box.inflated(slack, slack).contains(p)) {
                return {static_cast<int>(t), static_cast<int>(c), -1, nearest_line(cell.lines, p)};
            }
        }
    }
    Slot slot;
    double least = std::numeric_limits<double>::max();
    for (std::size_t b = 0; b < layout.blocks.size(); ++b) {
        const std::size_t line = nearest_line(layout.blocks[b].lines, p);
        const double away = distance(layout.blocks[b].lines[line].box, p);
        if (away < least) {
            least = away;
            slot = {-1, -1, static_cast<int>(b), line};
        }
    }
    return slot;
}

/// Whatever the layer says of such a cell, more stands there.
void doubt(std::vector<ReadLine>& cell, const Rect& ink) {
    if (cell.empty()) cell.push_back({ink, {}, 1.0, {{Witness::text_layer, {}, 1.0, {}}}, {}});
    for (ReadLine& line : cell) {
        line.confidence = incomplete;
        for (Reading& reading : line.readings) reading.confidence = incomplete;
    }
}

}  // namespace

PageText place_text(const PageLayout& layout, const CleanPage& page, const TextLayer& layer) {
    PageText text;
    text.source = PageText::Source::text_layer;
    std::vector<std::vector<std::vector<std::vector<Placed>>>> cells;
    std::vector<std::vector<std::vector<Placed>>> blocks;
    for (const LayoutTable& table : layout.tables) {
        cells.emplace_back();
        for (const LayoutCell& cell : table.cells)
            cells.back().emplace_back(std::max<std::size_t>(1, cell.lines.size()));
    }
    for (const LayoutBlock& block : layout.blocks) blocks.emplace_back(block.lines.size());

    const auto to_pixels = page.to_page.inverse();
    for (const LayerGlyph& glyph : layer.glyphs) {
        if (!to_pixels || blank(glyph.text)) continue;
        const Placed placed{to_pixels->map_bounds(glyph.box), &glyph};
        if (!is_visible(placed.box, view(page.ink))) continue;
        const Slot slot = slot_of(layout, placed.box.center(), rule_slack * page.dpi);
        if (slot.cell >= 0) cells[slot.table][slot.cell][slot.line].push_back(placed);
        if (slot.block >= 0) blocks[slot.block][slot.line].push_back(placed);
    }
    for (std::size_t t = 0; t < cells.size(); ++t) {
        text.cells.emplace_back();
        for (std::size_t c = 0; c < cells[t].size(); ++c) {
            text.cells.back().push_back(to_lines(cells[t][c], layout.tables[t].cells[c].lines));
        }
    }
    for (const Rect& points : layer.ink_without_glyphs) {
        if (!to_pixels) break;
        const Rect ink = to_pixels->map_bounds(points);
        const Slot slot = slot_of(layout, ink.center(), 0);
        if (slot.cell >= 0) doubt(text.cells[slot.table][slot.cell], ink);
    }
    for (std::size_t b = 0; b < blocks.size(); ++b) text.blocks.push_back(to_lines(blocks[b], layout.blocks[b].lines));
    return text;
}

}  // namespace nianbao::layout
