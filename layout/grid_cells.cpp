// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid_cells.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "layout/cell_order.h"
#include "layout/even_columns.h"
#include "layout/grid_edges.h"
#include "layout/text_gutters.h"
#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

struct Block {
    int row0 = 1 << 30, column0 = 1 << 30, row1 = -1, column1 = -1, size = 0;
    bool rectangular() const { return size == (row1 - row0 + 1) * (column1 - column0 + 1); }
};

std::map<std::size_t, Block> blocks_of(UnionFind& sets, std::size_t rows, std::size_t columns) {
    std::map<std::size_t, Block> blocks;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            Block& block = blocks[sets.find(r * columns + c)];
            block.row0 = std::min(block.row0, static_cast<int>(r));
            block.row1 = std::max(block.row1, static_cast<int>(r));
            block.column0 = std::min(block.column0, static_cast<int>(c));
            block.column1 = std::max(block.column1, static_cast<int>(c));
            ++block.size;
        }
    }
    return blocks;
}

UnionFind unite_undrawn(const Edges& edges, std::size_t rows, std::size_t columns, double threshold) {
    UnionFind sets(rows * columns);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            if (r + 1 < rows && edges.below[r][c] < threshold) sets.unite(r * columns + c, (r + 1) * columns + c);
            if (c + 1 < columns && edges.right[r][c] < threshold) sets.unite(r * columns + c, r * columns + c + 1);
        }
    }
    return sets;
}

/// Cells must be rectangles. Inside a block that is not one, first believe fainter rules; what still is not a rectangle
/// falls back to unit cells with only its clearly open horizontal neighbours united: text is kept, nothing is
/// swallowed.
void make_rectangular(UnionFind& sets, const Edges& edges, std::size_t rows, std::size_t columns) {
    for (const double threshold : {0.35, 0.2, 0.1}) {
        const auto blocks = blocks_of(sets, rows, columns);
        UnionFind finer = unite_undrawn(edges, rows, columns, threshold);
        UnionFind next(rows * columns);
        for (std::size_t i = 0; i < rows * columns; ++i) {
            UnionFind& source = blocks.at(sets.find(i)).rectangular() ? sets : finer;
            next.unite(source.find(i), i);
        }
        sets = next;
    }
    const auto blocks = blocks_of(sets, rows, columns);
    UnionFind next(rows * columns);
    for (std::size_t i = 0; i < rows * columns; ++i) {
        const std::size_t r = i / columns, c = i % columns;
        if (blocks.at(sets.find(i)).rectangular()) {
            next.unite(sets.find(i), i);
        } else if (c + 1 < columns && edges.right[r][c] < 0.1 && sets.find(i) == sets.find(i + 1)) {
            next.unite(i, i + 1);
        }
    }
    sets = next;
}

double confidence_of(const Edges& edges) {
    double sum = 0, count = 0;
    for (const auto* side : {&edges.below, &edges.right}) {
        for (const auto& row : *side) {
            for (const double score : row) {
                sum += 2 * std::abs(score - 0.5);
                ++count;
            }
        }
    }
    return count > 0 ? sum / count : 0;
}

Rect interior(const Grid& grid, const Block& block, double dpi) {
    const GridLine& left = grid.columns[block.column0];
    const GridLine& right = grid.columns[block.column1 + 1];
    const GridLine& top = grid.rows[block.row0];
    const GridLine& bottom = grid.rows[block.row1 + 1];
    const double x = (left.position + right.position) / 2, y = (top.position + bottom.position) / 2;
    const double inset = 0.003 * dpi;
    return {left.across(y) + left.thickness / 2 + inset, top.across(x) + top.thickness / 2 + inset,
            right.across(y) - right.thickness / 2 - inset, bottom.across(x) - bottom.thickness / 2 - inset};
}

/// Numbers of rows (columns) without those at which no cell begins: a stroke may have made a boundary that no edge of
/// the grid has in the end.
std::vector<int> numbers_without(const std::vector<bool>& begun) {
    std::vector<int> numbers;
    int next = -1;
    for (const bool used : begun) numbers.push_back(used ? ++next : next);
    numbers.push_back(next + 1);
    return numbers;
}

void drop_unused_lines(LayoutTable& table) {
    std::vector<bool> rows(static_cast<std::size_t>(table.rows)), columns(static_cast<std::size_t>(table.columns));
    for (const LayoutCell& cell : table.cells) {
        rows[static_cast<std::size_t>(cell.row)] = true;
        columns[static_cast<std::size_t>(cell.column)] = true;
    }
    const auto renumber = [](const std::vector<int>& numbers, int& first, int& span) {
        const int end = numbers[static_cast<std::size_t>(first + span)];
        first = numbers[static_cast<std::size_t>(first)];
        span = end - first;
    };
    const std::vector<int> row = numbers_without(rows), column = numbers_without(columns);
    for (LayoutCell& cell : table.cells) {
        renumber(row, cell.row, cell.row_span);
        renumber(column, cell.column, cell.column_span);
    }
    table.rows = row.back();
    table.columns = column.back();
}

}  // namespace

void fill_cells(Grid& grid, const cv::Mat& ink, double dpi) {
    Edges edges = find_edges(grid, ink, dpi);
    if (grid.worn && add_even_columns(grid, dpi)) edges = find_edges(grid, ink, dpi);
    if (add_lines_shown_by_text(grid, ink, dpi)) {
        grid.worn = true;  // whatever the rules that are left look like
        edges = find_edges(grid, ink, dpi);
    }
    const std::size_t rows = grid.rows.size() - 1, columns = grid.columns.size() - 1;
    UnionFind sets = unite_undrawn(edges, rows, columns, grid.worn ? drawn_if_worn : drawn);
    make_rectangular(sets, edges, rows, columns);
    LayoutTable& table = grid.table;
    table.box = grid.box;
    table.worn = grid.worn;
    table.rows = static_cast<int>(rows);
    table.columns = static_cast<int>(columns);
    table.confidence = confidence_of(edges);
    for (const auto& [root, block] : blocks_of(sets, rows, columns)) {
        LayoutCell cell;
        cell.row = block.row0;
        cell.column = block.column0;
        cell.row_span = block.row1 - block.row0 + 1;
        cell.column_span = block.column1 - block.column0 + 1;
        cell.box = interior(grid, block, dpi);
        table.cells.push_back(cell);
    }
    drop_unused_lines(table);
    sort_cells(table);
}

}  // namespace nianbao::layout
