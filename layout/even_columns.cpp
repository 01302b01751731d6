// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/even_columns.h"

#include <algorithm>
#include <cmath>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

constexpr std::size_t enough_known = 5;              // columns of the usual width
constexpr std::size_t known_for_one = 3;             // of these, for each that is told by them
constexpr double even = 0.06, even_together = 0.08;  // of the usual width
constexpr double widest = 3;                         // columns in one
constexpr double thickness = 0.005;                  // inches
constexpr double narrowest = 0.15;                   // inches

/// Columns beside each other whose widths are whole multiples of one.
struct Run {
    std::size_t first = 0, last = 0;  ///< boundaries
    std::size_t known = 0, missing = 0;
};

double width_of(const std::vector<GridLine>& columns, std::size_t c) {
    return columns[c + 1].position - columns[c].position;
}

/// How many columns of width `usual` the one at `c` is; 0 where it is none.
std::size_t columns_in(const std::vector<GridLine>& columns, std::size_t c, double usual) {
    const double count = std::round(width_of(columns, c) / usual);
    if (count < 1 || count > widest) return 0;
    const double off = std::abs(width_of(columns, c) - count * usual);
    return off <= (count > 1 ? even_together : even) * usual ? static_cast<std::size_t>(count) : 0;
}

/// The longest one. It begins with a column of the usual width: before those of numbers stand labels.
Run longest_run(const std::vector<GridLine>& columns, double usual) {
    Run best;
    for (std::size_t from = 0; from + 1 < columns.size(); ++from) {
        if (columns_in(columns, from, usual) != 1) continue;
        Run run{from, from, 0, 0};
        for (std::size_t c = from; c + 1 < columns.size(); ++c) {
            const std::size_t count = columns_in(columns, c, usual);
            if (count == 0) break;
            run.last = c + 1;
            if (count == 1) ++run.known;
            run.missing += count - 1;
        }
        if (run.known > best.known) best = run;
    }
    return best;
}

/// The median: labels, which are wider, are few.
double usual_width(const std::vector<GridLine>& columns) {
    std::vector<double> widths;
    for (std::size_t c = 0; c + 1 < columns.size(); ++c) widths.push_back(width_of(columns, c));
    return median(std::move(widths));
}

}  // namespace

bool add_even_columns(Grid& grid, double dpi) {
    if (grid.columns.size() < enough_known + 2) return false;
    const double usual = usual_width(grid.columns);
    if (usual < narrowest * dpi) return false;
    const Run run = longest_run(grid.columns, usual);
    if (run.missing == 0 || run.known < enough_known || run.known < known_for_one * run.missing) return false;
    std::vector<GridLine> added;
    for (std::size_t c = run.first; c < run.last; ++c) {
        const std::size_t count = columns_in(grid.columns, c, usual);
        for (std::size_t k = 1; k < count; ++k) {
            const GridLine& before = grid.columns[c];
            const double at =
                before.position + width_of(grid.columns, c) * static_cast<double>(k) / static_cast<double>(count);
            added.push_back({{}, at, before.tilt, before.middle, std::max(1.0, thickness * dpi), ShownBy::spacing});
        }
    }
    grid.columns.insert(grid.columns.end(), added.begin(), added.end());
    std::ranges::sort(grid.columns, {}, &GridLine::position);
    return true;
}

}  // namespace nianbao::layout
