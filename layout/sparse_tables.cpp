// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/sparse_tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>

#include "layout/cell_axis.h"
#include "layout/cell_order.h"
#include "layout/table_pieces.h"
#include "layout/value_blocks.h"
#include "layout/wrapped_number.h"

namespace nianbao::layout {
namespace {

constexpr double margin = 0.15;  // em: above and below a table
// Fewer values need a title over their headings to be a table.
constexpr std::size_t enough_values = 3;

std::size_t values_of(const ValueBlock& block) {
    std::size_t count = 0;
    for (const ValueRow& row : block.rows) count += row.values.size();
    return count;
}

/// Middles between what stands above and below, label lines included.
std::vector<double> row_boundaries(const ValueBlock& block, const std::vector<Word>& words) {
    const double em = block.em();
    std::vector<Rect> extents;
    for (const ValueRow& row : block.rows)
        extents.push_back(united(row.label, {row.label.x0, row.top, row.label.x1, row.bottom}));
    for (const Word& word : words) {
        if (!is_print(word, em) || word.box.x0 < block.boundaries.front() || word.box.x1 > block.label_end()) continue;
        std::size_t nearest = 0;
        for (std::size_t r = 1; r < block.rows.size(); ++r) {
            const auto away = [&](std::size_t k) { return std::abs(block.rows[k].middle() - word.box.center().y); };
            if (away(r) < away(nearest)) nearest = r;
        }
        const bool heading = std::ranges::any_of(block.headings, [&](const Word& h) { return h.box == word.box; });
        const double gap = std::max(word.box.y0 - extents[nearest].y1, extents[nearest].y0 - word.box.y1);
        if (!heading && gap < 0.75 * em) extents[nearest] = united(extents[nearest], word.box);
    }
    double lowest_heading = 0;
    for (const Word& word : block.headings) lowest_heading = std::max(lowest_heading, word.box.y1);
    std::vector<double> at{(lowest_heading + extents.front().y0) / 2};
    for (std::size_t r = 1; r < extents.size(); ++r) at.push_back((extents[r - 1].y1 + extents[r].y0) / 2);
    at.push_back(extents.back().y1 + margin * em);
    return at;
}

LayoutTable table_of(const ValueBlock& block, const std::vector<Word>& words) {
    const double em = block.em();
    LayoutTable table;
    table.columns = static_cast<int>(block.boundaries.size()) - 1;
    const auto add = [&](int row, int column, int span, double y0, double y1) {
        LayoutCell cell;
        cell.row = row;
        cell.column = column;
        cell.column_span = span;
        cell.box = {block.boundaries[static_cast<std::size_t>(column)], y0,
                    block.boundaries[static_cast<std::size_t>(column + span)], y1};
        table.cells.push_back(cell);
    };
    const std::vector<double> rows = row_boundaries(block, words);
    double heading_top = std::numeric_limits<double>::max();
    for (const Word& word : block.headings) heading_top = std::min(heading_top, word.box.y0);
    double y = heading_top - margin * em;
    if (!block.title.empty()) {
        double top = heading_top, bottom = 0;
        for (const Word& word : block.title) {
            top = std::min(top, word.box.y0);
            bottom = std::max(bottom, word.box.y1);
        }
        y = (bottom + heading_top) / 2;
        add(table.rows++, 0, table.columns, top - margin * em, y);
    }
    for (int c = 0; c < table.columns; ++c) add(table.rows, c, 1, y, rows.front());
    ++table.rows;
    for (std::size_t r = 0; r + 1 < rows.size(); ++r, ++table.rows) {
        for (int c = 0; c < table.columns; ++c) add(table.rows, c, 1, rows[r], rows[r + 1]);
    }
    for (const LayoutCell& cell : table.cells) table.box = united(table.box, cell.box);
    table.confidence = 0;  // of no edge was a rule seen
    sort_cells(table);
    return table;
}

/// Whether the table gives each value a cell of its own, without a heading in it, and the label another beside it. Two
/// lines of a number that is as long as its cell are one value.
bool holds(const LayoutTable& table, const ValueBlock& block, double dpi) {
    constexpr double digit_width = 0.78;  // of its height
    std::map<const LayoutCell*, Rect> known;
    for (const Word& word : block.headings) known.emplace(cell_at(table, word.box.center()), Rect{});
    return std::ranges::all_of(block.rows, [&](const ValueRow& row) {
        // Of a label that stands together with its neighbours', the line of this row.
        const LayoutCell* label = cell_at(table, {row.label.center().x, row.middle()});
        return label != nullptr && std::ranges::all_of(row.values, [&](const Rect& value) {
                   const LayoutCell* cell = cell_at(table, value.center());
                   if (cell == nullptr || cell == label) return false;
                   const auto [other, fresh] = known.emplace(cell, value);
                   return fresh || fills_cell(other->second.width(), cell->box.width(), digit_width * row.digit(), dpi);
               });
    });
}

/// Whether a table in good order has many more cells in the block's rows than that has values: these are words of its
/// headings that stand in line.
bool is_much_finer(const LayoutTable& table, const ValueBlock& block) {
    constexpr double whole = 0.97;
    if (table.worn || table.confidence < whole) return false;
    return std::ranges::all_of(block.rows, [&](const ValueRow& row) {
        const auto cells = std::ranges::count_if(table.cells, [&](const LayoutCell& cell) {
            return cell.box.y0 < row.middle() && row.middle() < cell.box.y1;
        });
        return static_cast<std::size_t>(cells) >= 2 * (row.values.size() + 1);
    });
}

std::vector<Rect> boxes_within(const LayoutTable& table, const std::vector<LayoutTable>& fresh) {
    std::vector<Rect> within;
    for (const LayoutTable& own : fresh) {
        if (!intersection(own.box, table.box).empty()) within.push_back(own.box);
    }
    return within;
}

/// What is left of the table beside the fresh ones; nothing where it has to stay as it is.
std::optional<std::vector<LayoutTable>> left_beside(const LayoutTable& table, const std::vector<LayoutTable>& fresh,
                                                    const std::vector<Word>& words) {
    const std::vector<Rect> within = boxes_within(table, fresh);
    if (within.empty()) return std::vector{table};
    return without_rows_of(table, within, words);
}

/// A fresh table's margin may reach a little into the next row of a ruled one.
void trim(LayoutTable& fresh, const std::vector<LayoutTable>& ruled) {
    for (const LayoutTable& other : ruled) {
        if (intersection(fresh.box, other.box).empty()) continue;
        const bool below = other.box.center().y > fresh.box.center().y;
        const auto clip = [&](Rect& box) {
            if (below) box.y1 = std::min(box.y1, other.box.y0);
            if (!below) box.y0 = std::max(box.y0, other.box.y1);
        };
        for (LayoutCell& cell : fresh.cells) clip(cell.box);
        clip(fresh.box);
    }
}

/// Of fresh tables that run into each other the upper one.
void drop_overlapping(std::vector<LayoutTable>& fresh) {
    std::vector<LayoutTable> apart;
    for (LayoutTable& table : fresh) {
        if (boxes_within(table, apart).empty()) apart.push_back(std::move(table));
    }
    fresh = std::move(apart);
}

}  // namespace

void add_sparse_tables(const std::vector<NumberColumns>& numbers, const std::vector<Word>& words,
                       std::vector<LayoutTable>& tables, double dpi) {
    std::vector<ValueRow> rows = value_rows(words);
    std::erase_if(rows, [&](const ValueRow& row) {
        return std::ranges::any_of(numbers, [&](const NumberColumns& block) {
            return row.bottom > block.rows.front().top && row.top < block.rows.back().bottom;
        });
    });
    const std::vector<ValueBlock> found = value_blocks(rows, words);
    std::size_t values = 0;
    for (const ValueBlock& block : found) values += values_of(block);
    std::vector<LayoutTable> fresh;
    for (const ValueBlock& block : found) {
        if (values < enough_values && block.title.empty()) continue;
        if (std::ranges::any_of(tables, [&](const LayoutTable& table) {
                return holds(table, block, dpi) || is_much_finer(table, block);
            }))
            continue;
        fresh.push_back(table_of(block, words));
    }
    const auto is_scrap = [&](const LayoutTable& table) {
        double inside = 0;
        for (const LayoutTable& own : fresh) inside += intersection(own.box, table.box).area();
        const bool of_use =
            std::ranges::any_of(found, [&](const ValueBlock& block) { return holds(table, block, dpi); });
        return inside > 0.5 * table.box.area() && !of_use;
    };
    drop_overlapping(fresh);
    // A table that neither gives way nor can be parted keeps the fresh ones out; then others need not give way to them.
    std::vector<LayoutTable> kept;
    for (bool again = true; again;) {
        again = false;
        kept.clear();
        for (const LayoutTable& table : tables) {
            const auto pieces = left_beside(table, fresh, words);
            if (pieces) {
                kept.insert(kept.end(), pieces->begin(), pieces->end());
                continue;
            }
            if (is_scrap(table)) continue;
            std::erase_if(fresh, [&](const LayoutTable& own) { return !intersection(own.box, table.box).empty(); });
            again = true;
            break;
        }
    }
    for (LayoutTable& table : fresh) trim(table, kept);
    kept.insert(kept.end(), fresh.begin(), fresh.end());
    tables = std::move(kept);
    std::ranges::sort(tables, {}, [](const LayoutTable& table) { return table.box.y0; });
}

}  // namespace nianbao::layout
