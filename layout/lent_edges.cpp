// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lent_edges.h"

#include <algorithm>
#include <cmath>

namespace nianbao::layout {
namespace {

constexpr double same_place = 0.8;   // of either area that both must share
constexpr double narrowest = 0.14;   // inches, of a column
constexpr double thickness = 0.005;  // inches

bool is_lent(const GridLine& line) {
    return line.shown_by == ShownBy::page || line.shown_by == ShownBy::page_beside_labels;
}

bool is_of(const LentColumns& lent, const Grid& grid) {
    const double shared = intersection(lent.table, grid.box).area();
    return shared >= same_place * std::max(lent.table.area(), grid.box.area());
}

/// Whether row `r` has an edge at the nearest boundary that its own page shows, from boundary `at` on; the table's side
/// is one. What is lent beside the labels has been decided before.
bool is_parted(const Edges& edges, const Grid& grid, std::size_t r, std::size_t at, int step) {
    for (auto c = static_cast<std::ptrdiff_t>(at) + step;; c += step) {
        if (c <= 0 || c + 1 >= static_cast<std::ptrdiff_t>(grid.columns.size())) return true;
        const auto boundary = static_cast<std::size_t>(c);
        if (edges.right[r][boundary - 1] >= drawn_if_worn) return true;
        if (grid.columns[boundary].shown_by != ShownBy::page) return false;
    }
}

GridLine like_sides(const Grid& grid, double at, double dpi) {
    const GridLine& side = grid.columns.front();
    return {{}, at, side.tilt, side.middle, std::max(1.0, thickness * dpi)};
}

ShownBy shown_by(LentBoundary::Parts parts) {
    return parts == LentBoundary::Parts::values ? ShownBy::page : ShownBy::page_beside_labels;
}

}  // namespace

void add_lent_columns(Grid& grid, const std::vector<LentColumns>& lent, double dpi) {
    const double left = grid.columns.front().position, width = grid.columns.back().position - left;
    for (const LentColumns& columns : lent) {
        if (!is_of(columns, grid)) continue;
        for (const LentBoundary& boundary : columns.boundaries) {
            const double at = left + boundary.at * width;
            const auto after = std::ranges::find_if(grid.columns, [&](const GridLine& c) { return c.position > at; });
            if (after == grid.columns.begin() || after == grid.columns.end()) continue;
            const bool nearer_after = after->position - at < at - (after - 1)->position;
            auto line = nearer_after ? after : after - 1;
            if (std::abs(line->position - at) > narrowest * dpi)
                line = grid.columns.insert(after, like_sides(grid, at, dpi));
            if (line == grid.columns.begin() || line + 1 == grid.columns.end()) continue;
            line->shown_by = shown_by(boundary.parts);
            grid.worn = true;  // whatever the rules that are left look like
        }
    }
}

void draw_lent_columns(Edges& edges, const Grid& grid, const TextEvidence& text) {
    for (std::size_t c = 1; c + 1 < grid.columns.size(); ++c) {
        if (!is_lent(grid.columns[c])) continue;
        for (std::size_t r = 0; r < edges.right.size(); ++r) {
            const TextSays says = text.right[r][c - 1];
            if (says == TextSays::across || says == TextSays::close) continue;
            // Labels differ in how many columns they take: their own boundaries say nothing.
            const bool before =
                grid.columns[c].shown_by == ShownBy::page_beside_labels || is_parted(edges, grid, r, c, -1);
            const bool parted = before && is_parted(edges, grid, r, c, +1);
            if (parted || says == TextSays::apart) edges.right[r][c - 1] = std::max(drawn, edges.right[r][c - 1]);
        }
    }
}

}  // namespace nianbao::layout
