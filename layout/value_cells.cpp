// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/value_cells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "layout/cell_axis.h"

namespace nianbao::layout {
namespace {

/// Rows or columns of the table: `from` to before `to`.
struct Range {
    int from = 0, to = 0;
    bool holds(int first, int span) const { return first >= from && first + span <= to; }
};

/// Where the numbers stand, and the boundaries among them, counted in those of the table.
struct ValueArea {
    Range rows, columns;
    std::set<int> row_boundaries, column_boundaries;
};

/// What most of the cells that these values stand in cover.
std::optional<Range> usual_range(LayoutTable& table, const std::vector<Rect>& values, Axis axis) {
    std::map<std::pair<int, int>, std::size_t> counts;
    for (const Rect& value : values) {
        LayoutCell* cell = cell_at(table, value.center());
        if (cell != nullptr) ++counts[{first(*cell, axis), first(*cell, axis) + span(*cell, axis)}];
    }
    for (const auto& [range, count] : counts) {
        if (count >= 2 && count * 2 > values.size()) return Range{range.first, range.second};
    }
    return std::nullopt;
}

std::vector<Rect> values_in(const NumberColumns& numbers, const Rect& column) {
    std::vector<Rect> values;
    for (const NumberRow& row : numbers.rows) {
        for (const Rect& value : row.values) {
            if (horizontal_overlap(value, column) > 0) values.push_back(value);
        }
    }
    return values;
}

void take_in(Range& whole, std::set<int>& boundaries, const std::optional<Range>& range) {
    if (!range) return;
    const bool first = boundaries.empty();
    whole = first ? *range : Range{std::min(whole.from, range->from), std::max(whole.to, range->to)};
    boundaries.insert({range->from, range->to});
}

ValueArea area_of(LayoutTable& table, const NumberColumns& numbers) {
    ValueArea area;
    for (const NumberRow& row : numbers.rows) {
        take_in(area.rows, area.row_boundaries, usual_range(table, row.values, Axis::rows));
    }
    for (const Rect& column : numbers.columns) {
        take_in(area.columns, area.column_boundaries, usual_range(table, values_in(numbers, column), Axis::columns));
    }
    return area;
}

bool crosses(const Word& word, Axis axis, double at) {
    // Of the word's height. The last digit of a number may be a 1; a label's stroke may reach over its rule.
    const double reach = word.number ? 0.05 : 0.25;
    const Extent place = extent(word.box, axis);
    return place.from < at - reach * word.box.height() && place.to > at + reach * word.box.height();
}

class Parter {
  public:
    Parter(LayoutTable& table, const std::vector<Word>& words, const ValueArea& area)
        : table_(table), words_(words), area_(area) {}

    void part(Axis axis) {
        for (const int boundary : axis == Axis::rows ? area_.row_boundaries : area_.column_boundaries) {
            for (std::size_t i = 0; i < table_.cells.size(); ++i) part_at(i, axis, boundary);
        }
    }

  private:
    void part_at(std::size_t index, Axis axis, int boundary) {
        LayoutCell& cell = table_.cells[index];
        if (!area_.rows.holds(cell.row, cell.row_span) || !area_.columns.holds(cell.column, cell.column_span)) return;
        if (first(cell, axis) >= boundary || first(cell, axis) + span(cell, axis) <= boundary) return;
        if (is_of_heading(cell)) return;
        const std::optional<double> at = edge_near(table_, cell, axis, boundary);
        const Extent box = extent(cell.box, axis);
        if (!at || *at <= box.from || *at >= box.to) return;
        const bool crossed = std::ranges::any_of(words_, [&](const Word& word) {
            return !word.thin && cell.box.contains(word.box.center()) && crosses(word, axis, *at);
        });
        if (!crossed) cut_cell(table_, cell, axis, boundary, *at);
    }

    bool is_of_heading(const LayoutCell& cell) const {
        if (2 * cell.column_span <= area_.columns.to - area_.columns.from) return false;
        return std::ranges::none_of(words_, [&](const Word& word) { return cell.box.contains(word.box.center()); });
    }

    LayoutTable& table_;
    const std::vector<Word>& words_;
    const ValueArea& area_;
};

}  // namespace

void part_value_cells(LayoutTable& table, const NumberColumns& numbers, const std::vector<Word>& words) {
    constexpr std::size_t least_rows = 3, least_columns = 5;
    if (!table.worn || numbers.rows.size() < least_rows || numbers.columns.size() < least_columns) return;
    const ValueArea area = area_of(table, numbers);
    Parter parter(table, words, area);
    parter.part(Axis::columns);
    parter.part(Axis::rows);
}

}  // namespace nianbao::layout
