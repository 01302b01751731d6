// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/column_edges.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Edges of two parts are one when they are nearer than this share of the narrowest column beside them.
constexpr double same_edge = 0.4;
constexpr double least_tolerance = 0.008, most_tolerance = 0.03;
constexpr double same_side = 18;     // points: how far a page may have moved on the scanner's glass
constexpr double same_width = 0.04;  // share
constexpr int most_columns = 1000;

/// Width of the narrower one of the columns beside an edge.
double narrowest_beside(const std::vector<double>& edges, std::size_t edge) {
    double least = 1;
    for (std::size_t i = std::max<std::size_t>(edge, 1); i <= edge + 1 && i < edges.size(); ++i) {
        if (edges[i] > edges[i - 1]) least = std::min(least, edges[i] - edges[i - 1]);
    }
    return least;
}

/// Of the edges of the one that has fewer, the share that the other has.
double shared_edges(const ColumnEdges& a, const ColumnEdges& b) {
    const ColumnEdges& fewer = a.edges.size() <= b.edges.size() ? a : b;
    const ColumnEdges& more = a.edges.size() <= b.edges.size() ? b : a;
    std::size_t shared = 0;
    for (std::size_t i = 0; i < fewer.edges.size(); ++i) shared += has_edge(more, fewer, i) ? 1 : 0;
    return static_cast<double>(shared) / static_cast<double>(fewer.edges.size());
}

/// The camera was nearer to one page: its columns are as wide shares of the table. One that lost some of its rules has
/// all others where the other has them.
bool is_same_at_other_scale(const ColumnEdges& a, const ColumnEdges& b) {
    constexpr double most = 0.15, off = 0.02;  // perspective makes columns on one side a little narrower
    constexpr std::size_t several = 6;         // edges: few may be in line by chance
    const bool a_fewer = a.edges.size() <= b.edges.size();
    const ColumnEdges &of_fewer = a_fewer ? a : b, &of_more = a_fewer ? b : a;
    const std::vector<double>&fewer = of_fewer.edges, &more = of_more.edges;
    if (fewer.size() < several || 2 * fewer.size() < more.size()) return false;
    const double scale = (b.right - b.left) / (a.right - a.left);
    if (std::abs(scale - 1) > most) return false;
    for (std::size_t i = 0; i < fewer.size() && fewer.size() < more.size(); ++i) {
        if (!has_edge(of_more, of_fewer, i)) return false;
    }
    std::size_t next = 0;  // of the other's, each is one's
    return std::ranges::all_of(fewer, [&](double edge) {
        while (next < more.size() && more[next] < edge - off) ++next;
        return next < more.size() && more[next++] <= edge + off;
    });
}

double middle_of(const Table& table) {
    Rect whole;
    for (const TableCell& cell : table.cells) whole = united(whole, *cell.box);
    return whole.center().y;
}

/// Across per down: on a photograph the page leans, and cells of different rows that begin on one boundary do not at
/// one place. Of pairs of cells half a column apart, the median (after Theil and Sen).
double lean_of(const Table& table) {
    constexpr double least = 0.002, most = 0.2;
    std::map<int, std::vector<Point>> begins;
    for (const TableCell& cell : table.cells) begins[cell.column].push_back({cell.box->x0, cell.box->center().y});
    std::vector<double> leans;
    for (auto& [column, at] : begins) {
        std::ranges::sort(at, {}, &Point::y);
        const std::size_t half = at.size() / 2;
        for (std::size_t i = 0; half > 0 && i + half < at.size(); ++i) {
            const double down = at[i + half].y - at[i].y;
            if (down > 0) leans.push_back((at[i + half].x - at[i].x) / down);
        }
    }
    if (leans.empty()) return 0;
    const double lean = median(std::move(leans));
    return std::abs(lean) < least || std::abs(lean) > most ? 0 : lean;
}

}  // namespace

ColumnEdges column_edges(const Table& table) {
    for (const TableCell& cell : table.cells) {
        if (!cell.box || !std::isfinite(cell.box->x0) || !std::isfinite(cell.box->x1) || !std::isfinite(cell.box->y0) ||
            !std::isfinite(cell.box->y1))
            return {};
    }
    const double lean = lean_of(table), middle = middle_of(table);
    // The left side of a leaning cell's box is where its lower or its upper corner is.
    const auto upright = [&](double x, const Rect& box, bool left) {
        return x - lean * ((left == (lean < 0) ? box.y1 : box.y0) - middle);
    };
    std::map<int, std::vector<double>> seen;
    for (const TableCell& cell : table.cells) {
        seen[cell.column].push_back(upright(cell.box->x0, *cell.box, true));
        if (cell.column + cell.column_span == table.columns)
            seen[table.columns].push_back(upright(cell.box->x1, *cell.box, false));
    }
    if (seen.size() < 2 || !seen.contains(0) || seen.rbegin()->first != table.columns || seen.begin()->first < 0)
        return {};
    if (table.columns > most_columns) return {};
    ColumnEdges columns;
    columns.left = median(seen.begin()->second);
    columns.right = median(seen.rbegin()->second);
    const double width = columns.right - columns.left;
    if (!(width > 0)) return {};
    for (int c = 0; c <= table.columns; ++c) {
        const auto edge = seen.find(c);
        // A column in which no cell begins has no edge of its own: put it on its neighbour's.
        columns.edges.push_back(edge == seen.end() ? columns.edges.back()
                                                   : (median(edge->second) - columns.left) / width);
    }
    return columns;
}

bool has_edge(const ColumnEdges& of, const ColumnEdges& other, std::size_t edge) {
    const double at = other.edges[edge];
    const auto nearest = std::ranges::min_element(of.edges, {}, [&](double e) { return std::abs(e - at); });
    if (nearest == of.edges.end()) return false;
    const double narrowest = std::min(narrowest_beside(other.edges, edge),
                                      narrowest_beside(of.edges, static_cast<std::size_t>(nearest - of.edges.begin())));
    return std::abs(*nearest - at) < std::clamp(same_edge * narrowest, least_tolerance, most_tolerance);
}

bool same_sides(const ColumnEdges& a, const ColumnEdges& b) {
    const double width = a.right - a.left;
    return std::abs((b.right - b.left) / width - 1) <= same_width && std::abs(a.left - b.left) <= same_side;
}

bool agree(const ColumnEdges& a, const ColumnEdges& b) {
    if (a.edges.empty() || b.edges.empty()) return false;
    return is_same_at_other_scale(a, b) || (same_sides(a, b) && shared_edges(a, b) >= 0.5);
}

std::optional<ColumnEdges> across_sides_of(const ColumnEdges& whole, const ColumnEdges& part) {
    constexpr double nearly_all = 0.8;
    constexpr double least_width = 0.5;
    constexpr std::size_t least_edges = 4;
    if (whole.edges.empty() || part.edges.size() < least_edges) return std::nullopt;
    if (is_same_at_other_scale(whole, part)) return std::nullopt;
    const double width = whole.right - whole.left, own = part.right - part.left;
    if (own > (1 - same_width) * width || own < least_width * width) return std::nullopt;
    const double on_left = std::abs(part.left - whole.left), on_right = std::abs(part.right - whole.right);
    if (std::min(on_left, on_right) > same_side) return std::nullopt;
    ColumnEdges across;
    across.left = on_left < on_right ? part.left : part.right - width;
    across.right = across.left + width;
    for (const double edge : part.edges) across.edges.push_back((part.left + edge * own - across.left) / width);
    // Where its rules end need not be a boundary, and what lies beyond that it has not.
    ColumnEdges inner = across, seen = whole;
    inner.edges.erase(on_left < on_right ? inner.edges.end() - 1 : inner.edges.begin());
    std::erase_if(seen.edges, [&](double edge) {
        return on_left < on_right ? edge > inner.edges.back() + least_tolerance
                                  : edge < inner.edges.front() - least_tolerance;
    });
    if (seen.edges.empty() || shared_edges(inner, seen) < nearly_all) return std::nullopt;
    return across;
}

}  // namespace nianbao::layout
