// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/text_blocks.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nianbao::layout {
namespace {

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

constexpr double widest_pitch = 3;  // em: from line to line of a paragraph set wide; farther off is no next line

/// The column of running text, and its usual line pitch.
struct Body {
    double left = 0, right = 0, pitch = 0;
};

Body body_of(const std::vector<LayoutLine>& lines, const std::vector<LayoutTable>& tables, int width) {
    std::vector<double> lefts, rights, pitches;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const LayoutLine& line = lines[i];
        if (line.box.width() < 12 * line.em) continue;
        lefts.push_back(line.box.x0);
        rights.push_back(line.box.x1);
        const double pitch = i > 0 ? line.box.y1 - lines[i - 1].box.y1 : 0;
        if (pitch > 0 && pitch < widest_pitch * line.em) pitches.push_back(pitch);
    }
    // Tables stand in the same column; on a page of tables the few lines of text may all be indented.
    for (const LayoutTable& table : tables) {
        lefts.insert(lefts.end(), 3, table.box.x0);
        rights.insert(rights.end(), 3, table.box.x1);
    }
    if (lefts.empty()) return {0.15 * width, 0.85 * width, 0};
    return {percentile(lefts, 0.1), percentile(rights, 0.9), percentile(pitches, 0.3)};
}

bool is_centred(const LayoutLine& line, const Body& body) {
    const double before = line.box.x0 - body.left, after = body.right - line.box.x1;
    return before > 2.5 * line.em && std::abs(before - after) < 1.5 * line.em + 0.1 * (before + after);
}

bool crosses_table(const LayoutLine& a, const LayoutLine& b, const std::vector<LayoutTable>& tables) {
    return std::any_of(tables.begin(), tables.end(), [&](const LayoutTable& table) {
        const double middle = (table.box.y0 + table.box.y1) / 2;
        return a.box.center().y < middle && middle < b.box.center().y;
    });
}

/// Both long enough for their heights to tell, and set in different sizes; where they stand far from each other, a
/// smaller difference will do.
bool differ_in_size(const LayoutLine& a, const LayoutLine& b) {
    constexpr double clear = 1.3, slight = 1.15, far = 1.8;
    const auto tells = [](const LayoutLine& line) { return line.box.width() > 4 * line.box.height(); };
    const double taller = std::max(a.box.height(), b.box.height()), lower = std::min(a.box.height(), b.box.height());
    const bool apart = std::abs(a.box.y1 - b.box.y1) > far * taller;
    return tells(a) && tells(b) && taller > (apart ? slight : clear) * lower;
}

/// Further below the last line of the block than its lines are from each other.
bool stands_off(const LayoutLine& line, const LayoutBlock& block) {
    if (block.lines.size() < 2) return false;
    const double pitch =
        (block.lines.back().box.y1 - block.lines.front().box.y1) / static_cast<double>(block.lines.size() - 1);
    return line.box.y1 - block.lines.back().box.y1 > 1.4 * pitch;
}

bool starts_paragraph(const LayoutLine& line, const LayoutLine& previous, const LayoutBlock& block, const Body& body,
                      const std::vector<LayoutTable>& tables) {
    if (crosses_table(previous, line, tables)) return true;
    if (block.centred || is_centred(line, body)) return true;
    if (line.box.x0 - body.left > 1.2 * line.em) return true;           // indented
    if (body.right - previous.box.x1 > 1.8 * previous.em) return true;  // the line above ends early
    if (std::max(line.em, previous.em) > 1.3 * std::min(line.em, previous.em)) return true;
    if (differ_in_size(line, previous) || stands_off(line, block)) return true;
    return body.pitch > 0 && line.box.y1 - previous.box.y1 > 1.8 * body.pitch;
}

/// A line alone near the page's edge, away from everything else.
std::optional<BlockKind> margin_kind(const std::vector<LayoutLine>& lines, std::size_t i, int height,
                                     const std::vector<LayoutTable>& tables) {
    const LayoutLine& line = lines[i];
    const auto away_from = [&](const Rect& other) {
        return std::max(line.box.y0, other.y0) - std::min(line.box.y1, other.y1) > 0.8 * line.em;
    };
    const bool upper = line.box.y1<0.09 * height, lower = line.box.y0> 0.9 * height;
    if (!upper && !lower) return std::nullopt;
    for (std::size_t j = 0; j < lines.size(); ++j) {
        const Rect& other = lines[j].box;
        const bool beside = vertical_overlap(other, line.box) > 0;
        if (j != i && !beside && !away_from(other)) return std::nullopt;
        if (j != i && (upper ? other.y1 < line.box.y0 : other.y0 > line.box.y1))
            return std::nullopt;  // not the outermost
    }
    for (const LayoutTable& table : tables) {
        const bool apart = upper ? table.box.y0 > line.box.y1 : table.box.y1 < line.box.y0;
        if (!apart) return std::nullopt;
    }
    return upper ? BlockKind::upper_margin : BlockKind::lower_margin;
}

void put_in_order(PageLayout& page) {
    const auto top = [&](const LayoutItem& item) {
        return item.kind == LayoutItem::Kind::table ? page.tables[item.index].box.y0
                                                    : page.blocks[item.index].lines.front().box.y0;
    };
    for (std::size_t i = 0; i < page.blocks.size(); ++i)
        page.order.push_back({LayoutItem::Kind::block, static_cast<int>(i)});
    for (std::size_t i = 0; i < page.tables.size(); ++i)
        page.order.push_back({LayoutItem::Kind::table, static_cast<int>(i)});
    std::stable_sort(page.order.begin(), page.order.end(), [&](const LayoutItem& a, const LayoutItem& b) {
        if (a.kind == b.kind && a.kind == LayoutItem::Kind::block) return a.index < b.index;
        return top(a) < top(b);
    });
}

}  // namespace

void group_blocks(std::vector<LayoutLine> lines, int width, int height, PageLayout& page) {
    std::vector<LayoutLine> running;
    std::vector<LayoutBlock> margins;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto kind = margin_kind(lines, i, height, page.tables)) {
            margins.push_back({*kind, {lines[i]}, false, false, false});
        } else {
            running.push_back(lines[i]);
        }
    }
    const Body body = body_of(running, page.tables, width);
    for (const LayoutLine& line : running) {
        const bool first = page.blocks.empty();
        if (first || starts_paragraph(line, page.blocks.back().lines.back(), page.blocks.back(), body, page.tables)) {
            LayoutBlock block;
            block.centred = is_centred(line, body);
            block.starts_indented = line.box.x0 - body.left > 1.2 * line.em;
            page.blocks.push_back(block);
        }
        page.blocks.back().lines.push_back(line);
        page.blocks.back().ends_full = body.right - line.box.x1 <= 1.8 * line.em;
    }
    for (LayoutBlock& block : margins) {
        const bool upper = block.kind == BlockKind::upper_margin;
        page.blocks.insert(upper ? page.blocks.begin() : page.blocks.end(), std::move(block));
    }
    put_in_order(page);
}

}  // namespace nianbao::layout
