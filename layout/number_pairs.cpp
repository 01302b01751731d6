// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/number_pairs.h"

#include <algorithm>

namespace nianbao::layout {
namespace {

constexpr std::ptrdiff_t least_others = 3;  // edges of the row that are drawn
constexpr double most_of_row = 0.7;
constexpr double rule_zone = 0.02;  // inches beside a boundary: crumbs of its rule

Rect inside_of(const Grid& grid, std::size_t row, std::size_t column, double dpi) {
    const double x = (grid.columns[column].position + grid.columns[column + 1].position) / 2;
    const double y = (grid.rows[row].position + grid.rows[row + 1].position) / 2;
    const Rect cell{grid.columns[column].across(y), grid.rows[row].across(x), grid.columns[column + 1].across(y),
                    grid.rows[row + 1].across(x)};
    return cell.inflated(-rule_zone * dpi, -rule_zone * dpi);
}

/// Nearly every boundary but this one parts the row.
bool is_row_of_values(const std::vector<double>& right, std::size_t but) {
    std::ptrdiff_t parted = 0;
    for (std::size_t c = 0; c + 1 < right.size(); ++c) parted += c != but && right[c] >= drawn ? 1 : 0;
    const double others = static_cast<double>(right.size()) - 2;
    return parted >= least_others && static_cast<double>(parted) >= most_of_row * others;
}

}  // namespace

void part_numbers(Edges& edges, const Grid& grid, const TextEvidence& says, const GridText& text, double dpi) {
    const std::size_t rows = edges.right.size(), columns = edges.right.front().size();
    const auto before = edges.right;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c + 1 < columns; ++c) {
            if (before[r][c] >= drawn || says.right[r][c] != TextSays::apart) continue;
            const bool goes_on = (r > 0 && before[r - 1][c] >= drawn) || (r + 1 < rows && before[r + 1][c] >= drawn);
            if (!goes_on || !is_row_of_values(before[r], c)) continue;
            if (text.is_number(inside_of(grid, r, c, dpi)) && text.is_number(inside_of(grid, r, c + 1, dpi)))
                edges.right[r][c] = drawn;
        }
    }
}

}  // namespace nianbao::layout
