// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "document/table.h"

namespace nianbao::layout {

/// Where the boundaries between a table's columns stand: left edges of the columns and the right edge of the last, from
/// 0 to 1 across the table; and the table's own sides.
struct ColumnEdges {
    std::vector<double> edges;   ///< columns + 1; empty where the table has no boxes, or they make no sense
    double left = 0, right = 0;  ///< page points; of the whole table, where a side is lost (across_sides_of)
};

/// Whatever the table holds: it may come from another process.
ColumnEdges column_edges(const Table& table);

/// Whether `of` has that edge of another part of the same table: scans shift, stretch and lean, but what lies apart by
/// a good part of the columns beside it is another one.
/// @param edge  index into other.edges
bool has_edge(const ColumnEdges& of, const ColumnEdges& other, std::size_t edge);

/// Whether the sides stand where those of the other page's part do.
bool same_sides(const ColumnEdges& a, const ColumnEdges& b);

/// Whether these may be two parts of one table: same sides, and half of the edges at least.
bool agree(const ColumnEdges& a, const ColumnEdges& b);

/// The edges of `part`, which has lost one of its sides, across the sides of `whole`: none stands at 0 (or at 1).
/// Nothing where it has lost none, or where some of its other edges are none of `whole`'s.
std::optional<ColumnEdges> across_sides_of(const ColumnEdges& whole, const ColumnEdges& part);

}  // namespace nianbao::layout
