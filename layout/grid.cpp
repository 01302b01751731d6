// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/grid_cells.h"
#include "layout/grid_lines.h"
#include "layout/lent_edges.h"
#include "layout/lone_sides.h"
#include "layout/missing_lines.h"
#include "layout/open_sides.h"
#include "layout/rule_clusters.h"
#include "layout/table_gaps.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double touching = 0.014;  // the end of a piece and the rule it stands on
constexpr double nearly_clear_of_text = 0.2;
constexpr double remnant_offset = 0.012;
constexpr double double_border = 0.09;    // less than any row
constexpr double long_rule = 0.6;         // longer than strokes of characters, nearly always
constexpr double smallest_side = 0.3;     // of a table
constexpr double clear_all_along = 0.08;  // of a piece as long as no_stroke: with less ink beside it, it is no stroke

/// Paper beside it is clean, and it lies on the line, not just near it: what is left of a worn rule.
bool is_remnant(const GridLine& line, const Rule& rule, double dpi) {
    const double at = (rule.along0 + rule.along1) / 2;
    const double away = std::abs(rule.across(at) - line.tilt * (at - line.middle) - line.position);
    return rule.crowding <= 2 * clear_of_text && away <= remnant_offset * dpi + rule.thickness / 2;
}

/// Remnants with little between them; strokes of labels that stand one below the other leave more than they cover.
bool is_worn_rule(const GridLine& line, double dpi) {
    double inked = 0, end = 0;
    for (const Rule& rule : line.rules) {
        if (is_remnant(line, rule, dpi)) inked += rule.length();
        end = std::max(end, rule.along1);
    }
    return inked > long_rule * dpi && inked > 0.5 * (end - line.rules.front().along0);
}

/// In a table too low for a long rule: pieces that together run along most of its height, with paper beside each.
bool is_worn_in_low_table(const GridLine& line, const std::vector<GridLine>& crossing, double dpi) {
    constexpr double most = 0.7;
    if (crossing.size() < 2) return false;
    const double height = crossing.back().position - crossing.front().position;
    if (height < no_stroke * dpi) return false;
    double inked = 0;
    for (const Rule& rule : line.rules) {
        if (rule.crowding <= clear_of_text && is_remnant(line, rule, dpi)) inked += rule.length();
    }
    return inked > most * height;
}

/// Strokes of characters that stand one under another can hang together as a rule does, and run on through real ones:
/// between them paper is left, or they lean otherwise.
bool runs_like_strokes(const GridLine& line, const Rule& rule, double dpi) {
    constexpr double solid = 0.97, lean = 0.008;
    // A long worn rule has crumbs of its own beside it.
    const double crowded = rule.length() > long_rule * dpi ? 0.4 : 0.25;
    if (rule.crowding < crowded) return false;
    const double run = rule.path.back().x - rule.path.front().x, rise = rule.path.back().y - rule.path.front().y;
    return rule.solidity < solid || std::abs(rise - line.tilt * run) > lean * run + 2;
}

/// Takes out strokes of characters: short pieces that meet nothing at their ends, or have ink beside them; and the
/// boundaries that nothing else draws.
void drop_strays(std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi) {
    const double reach = touching * dpi;
    // What goes a little beyond the rule that it ends at, where the next cell's piece is worn, ends there too. `beyond`
    // is the way out.
    const auto ends_at_crossing = [&](double along, int beyond, double at) {
        const auto meets = [&](double across, double slack) {
            const double over = beyond * (along - across);
            return over >= -slack && over <= std::max(slack, same_line * dpi);
        };
        return std::any_of(crossing.begin(), crossing.end(), [&](const GridLine& line) {
            // Of a double rule, either stroke.
            const auto ends_here = [&](const Rule& rule) {
                const bool there = at >= rule.along0 - reach && at <= rule.along1 + reach;
                return there && meets(rule.across(at), reach + rule.thickness);
            };
            return std::abs(line.across(at) - along) <= reach + line.thickness ||
                   std::any_of(line.rules.begin(), line.rules.end(), ends_here);
        });
    };
    // No stroke of a character goes through a rule, however near the labels of a narrow column come to its sides.
    const auto goes_through_another = [&](const Rule& rule, double at) {
        const double inside = 2 * same_line * dpi;
        return std::any_of(crossing.begin(), crossing.end(), [&](const GridLine& line) {
            const double along = line.across(at);
            if (along < rule.along0 + inside || along > rule.along1 - inside) return false;
            return std::any_of(line.rules.begin(), line.rules.end(), [&](const Rule& other) {
                return at >= other.along0 + inside && at <= other.along1 - inside;
            });
        });
    };
    // In a table of one low row the rules at a piece's ends are much of what stands beside it.
    const auto own_corners = [&](const Rule& rule) {
        return crossing.size() == 2 ? (crossing[0].thickness + crossing[1].thickness) / rule.length() : 0;
    };
    const auto sure = [&](const GridLine& line, const Rule& rule) {
        if (runs_like_strokes(line, rule, dpi)) return false;
        if (rule.length() > long_rule * dpi) return true;
        const double at = rule.across((rule.along0 + rule.along1) / 2);
        const bool begins = ends_at_crossing(rule.along0, -1, at), ends = ends_at_crossing(rule.along1, +1, at);
        // A thin rule may be worn at one of its ends.
        if (begins != ends && !rule.worn && rule.length() > no_stroke * dpi && rule.crowding <= clear_all_along)
            return true;
        if (!begins || !ends) return false;
        return rule.crowding - own_corners(rule) <= clear_of_text || goes_through_another(rule, at);
    };
    std::vector<std::pair<double, double>> known;  // along
    for (const GridLine& line : lines) {
        for (const Rule& rule : line.rules) {
            if (sure(line, rule)) known.emplace_back(rule.along0, rule.along1);
        }
    }
    // Of the cells of one row, all sides are equally long; of characters, strokes are not as tall as the row.
    const auto like_others = [&](const GridLine& line, const Rule& rule) {
        if (runs_like_strokes(line, rule, dpi) || rule.crowding > nearly_clear_of_text) return false;
        return std::ranges::count_if(known, [&](const auto& ends) {
                   return std::abs(ends.first - rule.along0) <= reach && std::abs(ends.second - rule.along1) <= reach;
               }) >= 2;
    };
    std::erase_if(lines, [&](GridLine& line) {
        if (line.rules.empty()) return false;  // an open side
        const auto is_sure = [&](const Rule& rule) { return sure(line, rule) || like_others(line, rule); };
        const bool is_worn = is_worn_rule(line, dpi) || is_worn_in_low_table(line, crossing, dpi);
        if (!is_worn && std::ranges::none_of(line.rules, is_sure)) return true;
        std::erase_if(line.rules, [&](const Rule& rule) { return !is_sure(rule) && !is_remnant(line, rule, dpi); });
        return line.rules.empty();
    });
}

/// An outer frame drawn as two strokes far apart: the inner one bounds the cells, the outer one is only to be erased.
void merge_double_borders(std::vector<GridLine>& lines, double dpi, std::vector<Rule>& outer) {
    const auto close = [&](const GridLine& a, const GridLine& b) {
        return !a.rules.empty() && !b.rules.empty() && b.position - a.position < double_border * dpi;
    };
    if (lines.size() > 2 && close(lines[0], lines[1])) {
        outer.insert(outer.end(), lines[0].rules.begin(), lines[0].rules.end());
        lines.erase(lines.begin());
    }
    const std::size_t n = lines.size();
    if (n > 2 && close(lines[n - 2], lines[n - 1])) {
        outer.insert(outer.end(), lines[n - 1].rules.begin(), lines[n - 1].rules.end());
        lines.pop_back();
    }
}

bool build(const Cluster& cluster, const Rules& rules, const cv::Mat& ink, const std::vector<LentColumns>& lent,
           Grid& grid) {
    const Point centre = cluster.box.center();
    grid.rows = lines_of(cluster.horizontal, centre.x, rules.dpi);
    grid.columns = lines_of(cluster.vertical, centre.y, rules.dpi);
    LayoutTable& table = grid.table;
    // A stroke that is taken for the last boundary would have an open side end where the characters around it do.
    std::vector<GridLine> boundaries = grid.rows;
    drop_strays(boundaries, grid.columns, rules.dpi);
    if (!boundaries.empty()) grid.rows = std::move(boundaries);
    // Open sides first: the pieces of a last row end at one, and would else count as strokes.
    table.open_top = close_open_side(grid.rows, grid.columns, rules.dpi, -1);
    table.open_bottom = close_open_side(grid.rows, grid.columns, rules.dpi, +1);
    drop_strays(grid.columns, grid.rows, rules.dpi);
    drop_strays(grid.rows, grid.columns, rules.dpi);
    drop_false_open_side(grid.rows, grid.columns, rules.dpi, -1, table.open_top);
    drop_false_open_side(grid.rows, grid.columns, rules.dpi, +1, table.open_bottom);
    merge_double_borders(grid.rows, rules.dpi, grid.rules);
    merge_double_borders(grid.columns, rules.dpi, grid.rules);
    drop_side_beyond_paper(grid.columns, grid.rows, ink, rules.dpi);
    if (grid.rows.size() + grid.columns.size() < 3) return false;
    close_open_side(grid.columns, grid.rows, rules.dpi, -1);
    close_open_side(grid.columns, grid.rows, rules.dpi, +1);
    if (grid.rows.size() < 2 || grid.columns.size() < 2) return false;
    grid.box = {grid.columns.front().position, grid.rows.front().position, grid.columns.back().position,
                grid.rows.back().position};
    if (grid.box.width() < smallest_side * rules.dpi || grid.box.height() < 0.1 * rules.dpi) return false;
    add_missing_lines(grid, ink, rules.dpi);
    add_lent_columns(grid, lent, rules.dpi, ink.cols);
    for (const auto* lines : {&grid.rows, &grid.columns}) {
        for (const GridLine& line : *lines) grid.rules.insert(grid.rules.end(), line.rules.begin(), line.rules.end());
    }
    fill_cells(grid, ink, rules.dpi);
    return true;
}

}  // namespace

std::vector<Grid> find_grids(const Rules& rules, const cv::Mat& ink, const std::vector<LentColumns>& lent) {
    std::vector<Grid> grids;
    for (const Cluster& cluster : clusters_of(rules)) {
        for (const Cluster& one : parted_at_gaps(cluster, ink, rules.dpi)) {
            Grid grid;
            if (build(one, rules, ink, lent, grid)) grids.push_back(std::move(grid));
        }
    }
    std::sort(grids.begin(), grids.end(), [](const Grid& a, const Grid& b) { return a.box.y0 < b.box.y0; });
    return grids;
}

}  // namespace nianbao::layout
