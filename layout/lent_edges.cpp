// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lent_edges.h"

#include <algorithm>
#include <cmath>

namespace nianbao::layout {
namespace {

constexpr double same_place = 0.8;   // of both widths, and of the lower height, that both must share
constexpr double narrowest = 0.14;   // inches, of a column
constexpr double thickness = 0.005;  // inches
constexpr int least_own = 2;         // edges in a row
// In widths of the table: where a boundary or a side may be. What comes from another process may be anything.
constexpr double farthest_before = -1, farthest_behind = 2;

bool is_between_values(const GridLine& line) {
    return line.shown_by == ShownBy::page || line.shown_by == ShownBy::spacing;
}

/// No rule of its own page shows it.
bool is_lent(const GridLine& line) {
    return is_between_values(line) || line.shown_by == ShownBy::page_beside_labels;
}

/// A box that was turned to the page and back is a little larger; of a table of one row, much higher.
bool is_of(const LentColumns& lent, const Grid& grid) {
    const Rect &a = lent.table, &b = grid.box;
    const bool wide = horizontal_overlap(a, b) >= same_place * std::max(a.width(), b.width());
    const bool high = vertical_overlap(a, b) >= same_place * std::min(a.height(), b.height());
    return wide && high && a.contains(b.center()) && b.contains(a.center());
}

bool is_crossed(const TextEvidence& text, std::size_t r, std::size_t boundary) {
    const TextSays says = text.right[r][boundary - 1];
    return says == TextSays::across || says == TextSays::close;
}

/// Whether rows `r` and `r` + 1 are one cell on either side of boundary `c`.
bool are_one_cell(const Edges& edges, const Grid& grid, std::size_t r, std::size_t c) {
    const double threshold = grid.worn ? drawn_if_worn : drawn;
    return edges.below[r][c - 1] < threshold || edges.below[r][c] < threshold;
}

/// Whether row `r` has an edge at the nearest boundary that its own page shows, from boundary `at` on, and no text on
/// the way to it stands across a lent one; the table's side is an edge. What is lent beside the labels has been decided
/// before.
bool is_parted(const Edges& edges, const Grid& grid, const TextEvidence& text, std::size_t r, std::size_t at,
               int step) {
    for (auto c = static_cast<std::ptrdiff_t>(at) + step;; c += step) {
        if (c <= 0 || c + 1 >= static_cast<std::ptrdiff_t>(grid.columns.size())) return true;
        const auto boundary = static_cast<std::size_t>(c);
        if (edges.right[r][boundary - 1] >= drawn_if_worn) return true;
        if (!is_between_values(grid.columns[boundary]) || is_crossed(text, r, boundary)) return false;
    }
}

/// How many boundaries the page itself shows in a row.
int own_edges(const Edges& edges, std::size_t r) {
    return static_cast<int>(std::ranges::count_if(edges.right[r], [](double score) { return score >= drawn_if_worn; }));
}

/// The edges of boundary `c` in the rows [from, to), which are one cell's: all of them, or none where its text stands
/// across.
/// @param own  by row: how many edges its own page shows
void draw_in_rows(Edges& edges, const Grid& grid, const TextEvidence& text, const std::vector<int>& own, std::size_t c,
                  std::size_t from, std::size_t to) {
    for (std::size_t r = from; r < to; ++r) {
        if (is_crossed(text, r, c)) return;
    }
    for (std::size_t r = from; r < to; ++r) {
        // Labels differ in how many columns they take: their own boundaries say nothing.
        const bool beside_labels = grid.columns[c].shown_by == ShownBy::page_beside_labels;
        // A row of one cell beside its label is of another table, which stands in the same frame, or a heading.
        const bool parted = own[r] >= least_own && (beside_labels || is_parted(edges, grid, text, r, c, -1)) &&
                            is_parted(edges, grid, text, r, c, +1);
        if (parted || text.right[r][c - 1] == TextSays::apart)
            edges.right[r][c - 1] = std::max(drawn, edges.right[r][c - 1]);
    }
}

GridLine like_sides(const Grid& grid, double at, double dpi) {
    const GridLine& side = grid.columns.front();
    return {{}, at, side.tilt, side.middle, std::max(1.0, thickness * dpi)};
}

struct Sides {
    double left = 0, width = 0;
};

/// Across which the boundaries are told: those that the first look found. Numbers beyond its rules may have made the
/// table wider there.
Sides sides_of(const LentColumns& lent, const Grid& grid) {
    constexpr double as_wide = 0.04;  // of the width: more than a turned box is off
    const double left = grid.columns.front().position, width = grid.columns.back().position - left;
    if (std::abs(lent.table.width() - width) <= as_wide * width) return {left, width};
    return {lent.table.x0, lent.table.width()};
}

/// Makes the table wider by the column that stood beyond the rules that are left.
void add_side(Grid& grid, double at, double dpi) {
    if (at < grid.columns.front().position) {
        grid.columns.insert(grid.columns.begin(), like_sides(grid, at, dpi));
        grid.box.x0 = grid.columns.front().position;
    } else if (at > grid.columns.back().position) {
        grid.columns.push_back(like_sides(grid, at, dpi));
        grid.box.x1 = at;
    }
}

ShownBy shown_by(LentBoundary::Parts parts) {
    return parts == LentBoundary::Parts::values ? ShownBy::page : ShownBy::page_beside_labels;
}

}  // namespace

void add_lent_columns(Grid& grid, const std::vector<LentColumns>& lent, double dpi, double page_width) {
    for (const LentColumns& columns : lent) {
        if (!is_of(columns, grid)) continue;
        const auto [left, width] = sides_of(columns, grid);
        for (const LentBoundary& boundary : columns.boundaries) {
            if (!(boundary.at > farthest_before && boundary.at < farthest_behind)) continue;
            const double at = left + boundary.at * width;
            if (boundary.parts == LentBoundary::Parts::outside) {
                add_side(grid, std::clamp(at, 0.0, page_width), dpi);
                continue;
            }
            const auto after = std::ranges::find_if(grid.columns, [&](const GridLine& c) { return c.position > at; });
            if (after == grid.columns.begin() || after == grid.columns.end()) continue;
            const bool nearer_after = after->position - at < at - (after - 1)->position;
            auto line = nearer_after ? after : after - 1;
            if (std::abs(line->position - at) > narrowest * dpi)
                line = grid.columns.insert(after, like_sides(grid, at, dpi));
            if (line == grid.columns.begin() || line + 1 == grid.columns.end()) continue;
            line->shown_by = shown_by(boundary.parts);
        }
    }
}

void draw_lent_columns(Edges& edges, const Grid& grid, const TextEvidence& text) {
    std::vector<int> own;
    for (std::size_t r = 0; r < edges.right.size(); ++r) own.push_back(own_edges(edges, r));
    for (std::size_t c = 1; c + 1 < grid.columns.size(); ++c) {
        if (!is_lent(grid.columns[c])) continue;
        // Where columns are told by their distance only, numbers must stand on either side in some row.
        const bool told =
            grid.columns[c].shown_by != ShownBy::spacing ||
            std::ranges::any_of(text.right, [&](const auto& row) { return row[c - 1] == TextSays::apart; });
        if (!told) continue;
        std::size_t from = 0;
        for (std::size_t r = 0; r < edges.right.size(); ++r) {
            if (r + 1 < edges.right.size() && are_one_cell(edges, grid, r, c)) continue;
            draw_in_rows(edges, grid, text, own, c, from, r + 1);
            from = r + 1;
        }
    }
}

}  // namespace nianbao::layout
