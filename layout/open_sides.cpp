// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/open_sides.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/grid_lines.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double meeting = 0.04;   // two rules this near each other meet (worn corners)
constexpr double overhang = 0.09;  // crossing rules that go this far beyond the last boundary: a side is open
constexpr double equally = 0.04;   // as long as each other
constexpr std::ptrdiff_t several_equal = 4;

bool stands_at_end(const GridLine& boundary, const GridLine& crossing, double dpi) {
    double first = 1e9, last = -1e9;
    for (const Rule& rule : boundary.rules) {
        first = std::min(first, rule.along0);
        last = std::max(last, rule.along1);
    }
    const double at = crossing.across(boundary.position);
    return std::min(std::abs(at - first), std::abs(at - last)) < meeting * dpi;
}

/// Where rules that stand on the only boundary like the teeth of a comb end: a single row, cut off from its table by
/// the page's end, that lost its other rule. Strokes of characters on an underline are not equally long; of worn rules
/// some end sooner.
std::optional<double> teeth_end(const GridLine& boundary, const std::vector<GridLine>& crossing, double dpi,
                                int direction) {
    constexpr std::ptrdiff_t least_teeth = 4, least_long_teeth = 3;
    constexpr double shortest = 0.15;  // inches
    std::vector<double> ends;
    for (const GridLine& line : crossing) {
        bool stands = false;
        double end = -1e9;
        for (const Rule& rule : line.rules) {
            const double near = direction * (direction < 0 ? rule.along1 : rule.along0);
            const double far = direction * (direction < 0 ? rule.along0 : rule.along1);
            const bool here = std::abs(near - direction * boundary.position) < meeting * dpi;
            stands = stands || (here && rule.length() > shortest * dpi);
            if (here || rule.crowding <= clear_of_text) end = std::max(end, far);
        }
        if (stands) ends.push_back(end);
    }
    std::sort(ends.begin(), ends.end());
    // One tooth in eight may be longer.
    const double longest = ends.empty() ? 0 : ends[ends.size() - 1 - ends.size() / 8];
    const auto equally_long =
        std::ranges::count_if(ends, [&](double end) { return std::abs(end - longest) <= equally * dpi; });
    const bool no_strokes = longest - direction * boundary.position > no_stroke * dpi;
    if (equally_long < (no_strokes ? least_long_teeth : least_teeth) ||
        2 * equally_long < static_cast<std::ptrdiff_t>(ends.size()))
        return std::nullopt;
    return direction * longest;
}

/// Where most crossing rules, or both outermost ones, end beyond the last boundary, or several at one place, the others
/// worn off; nothing when only a few do: a stroke of a heading may stand on a table's first rule and prolong a column
/// upwards.
/// @param direction -1 for the side at the start, +1 for the one at the end
std::optional<double> open_end(const std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi,
                               int direction) {
    if (lines.size() == 1) {
        if (const auto end = teeth_end(lines.front(), crossing, dpi, direction)) return end;
    }
    const auto drawn =
        std::count_if(crossing.begin(), crossing.end(), [](const GridLine& line) { return !line.rules.empty(); });
    std::vector<double> beyond;
    std::size_t reaching = 0, sides = 0;
    const double last = lines.empty() ? -1e9 : direction * (direction < 0 ? lines.front() : lines.back()).position;
    for (const GridLine& line : crossing) {
        double end = -1e9;
        for (const Rule& rule : line.rules) {
            const double near = direction * (direction < 0 ? rule.along1 : rule.along0);
            const double far = direction * (direction < 0 ? rule.along0 : rule.along1);
            // Goes through the boundary, or stands at the end of the only one (a single row cut off from its table).
            const bool corner = lines.size() == 1 && stands_at_end(lines.front(), line, dpi);
            if (near < last - meeting * dpi || corner) end = std::max(end, far);
        }
        if (end > last - overhang * dpi) ++reaching;
        if (end <= last + overhang * dpi) continue;
        beyond.push_back(end);
        if (&line == &crossing.front() || &line == &crossing.back()) ++sides;
    }
    // A row that has only one rule ends where that ends.
    if (drawn == 1 && beyond.size() == 1 && lines.size() > 1) return direction * beyond.front();
    if (beyond.size() < 2) return std::nullopt;
    std::nth_element(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(beyond.size() / 2), beyond.end());
    const double middle = beyond[beyond.size() / 2];
    const auto equal = std::ranges::count_if(beyond, [&](double e) { return std::abs(e - middle) <= equally * dpi; });
    if (sides < 2 && 2 * beyond.size() < reaching && equal < several_equal) return std::nullopt;
    return direction * middle;
}

}  // namespace

bool close_open_side(std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi, int direction) {
    const auto end = open_end(lines, crossing, dpi, direction);
    if (!end) return false;
    const GridLine edge{{}, *end, lines.empty() ? 0 : lines.front().tilt, lines.empty() ? 0 : lines.front().middle, 0};
    lines.insert(direction < 0 ? lines.begin() : lines.end(), edge);
    return true;
}

void drop_false_open_side(std::vector<GridLine>& lines, const std::vector<GridLine>& crossing, double dpi,
                          int direction, bool& open) {
    if (!open || lines.size() < 2) return;
    std::vector<GridLine> drawn = lines;
    drawn.erase(direction < 0 ? drawn.begin() : drawn.end() - 1);
    if (open_end(drawn, crossing, dpi, direction)) return;
    lines = std::move(drawn);
    open = false;
}

}  // namespace nianbao::layout
