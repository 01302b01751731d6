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

}  // namespace

ColumnEdges column_edges(const Table& table) {
    std::map<int, std::vector<double>> seen;
    for (const TableCell& cell : table.cells) {
        if (!cell.box || !std::isfinite(cell.box->x0) || !std::isfinite(cell.box->x1)) return {};
        seen[cell.column].push_back(cell.box->x0);
        if (cell.column + cell.column_span == table.columns) seen[table.columns].push_back(cell.box->x1);
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

}  // namespace nianbao::layout
