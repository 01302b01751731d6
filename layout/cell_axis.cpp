// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/cell_axis.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "layout/median.h"

namespace nianbao::layout {

Extent extent(const Rect& box, Axis axis) {
    return axis == Axis::columns ? Extent{box.x0, box.x1} : Extent{box.y0, box.y1};
}

int& first(LayoutCell& cell, Axis axis) {
    return axis == Axis::columns ? cell.column : cell.row;
}

int& span(LayoutCell& cell, Axis axis) {
    return axis == Axis::columns ? cell.column_span : cell.row_span;
}

int& size(LayoutTable& table, Axis axis) {
    return axis == Axis::columns ? table.columns : table.rows;
}

const LayoutCell* cell_at(const LayoutTable& table, Point point) {
    const auto found = std::ranges::find_if(table.cells, [&](const LayoutCell& c) { return c.box.contains(point); });
    return found == table.cells.end() ? nullptr : &*found;
}

LayoutCell* cell_at(LayoutTable& table, Point point) {
    return const_cast<LayoutCell*>(cell_at(std::as_const(table), point));
}

std::vector<double> positions(LayoutTable& table, Axis axis) {
    const auto count = static_cast<std::size_t>(size(table, axis)) + 1;
    std::vector<std::vector<double>> seen(count);
    for (LayoutCell& cell : table.cells) {
        const Extent box = extent(cell.box, axis);
        seen[static_cast<std::size_t>(first(cell, axis))].push_back(box.from);
        seen[static_cast<std::size_t>(first(cell, axis) + span(cell, axis))].push_back(box.to);
    }
    std::vector<double> at;
    for (const auto& values : seen) {
        at.push_back(values.empty() ? std::numeric_limits<double>::quiet_NaN() : median(values));
    }
    return at;
}

std::optional<double> edge_near(LayoutTable& table, const LayoutCell& cell, Axis axis, int boundary) {
    const Axis other = axis == Axis::rows ? Axis::columns : Axis::rows;
    std::optional<double> edge;
    double nearest = 0;
    for (LayoutCell& near : table.cells) {
        const bool begins = first(near, axis) == boundary;
        if (!begins && first(near, axis) + span(near, axis) != boundary) continue;
        const double away = std::abs(extent(near.box, other).middle() - extent(cell.box, other).middle());
        if (edge && away >= nearest) continue;
        nearest = away;
        edge = begins ? extent(near.box, axis).from : extent(near.box, axis).to;
    }
    return edge;
}

int insert_boundary(LayoutTable& table, Axis axis, int index) {
    for (LayoutCell& cell : table.cells) {
        if (first(cell, axis) > index) {
            ++first(cell, axis);
        } else if (first(cell, axis) + span(cell, axis) > index) {
            ++span(cell, axis);
        }
    }
    ++size(table, axis);
    return index + 1;
}

void cut_cell(LayoutTable& table, LayoutCell& cell, Axis axis, int boundary, double at) {
    if (first(cell, axis) >= boundary || first(cell, axis) + span(cell, axis) <= boundary) return;
    LayoutCell after = cell;
    span(after, axis) = first(cell, axis) + span(cell, axis) - boundary;
    first(after, axis) = boundary;
    span(cell, axis) = boundary - first(cell, axis);
    (axis == Axis::columns ? cell.box.x1 : cell.box.y1) = at;
    (axis == Axis::columns ? after.box.x0 : after.box.y0) = at;
    table.cells.push_back(after);
}

}  // namespace nianbao::layout
