// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lone_strokes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double shortest = 0.045, longest = 0.2;  // of a stroke: a small 1, a dash as wide as a hanzi
constexpr double corner = 0.025;                   // beside the rules that cross at its ends
constexpr double bridge = 0.01;
constexpr double solid = 0.6;  // of its length
constexpr double dust = 0.02;  // that may lie elsewhere on the edge

/// Along an edge, where there is ink.
struct Track {
    int first = -1, last = -1, inked = 0;
    int elsewhere = 0;  ///< ink outside the longest run
};

/// The longest run of ink on the edge, small gaps bridged.
Track longest_run(const GridLine& line, const cv::Mat& ink, Direction direction, double from, double to, double dpi) {
    const int half = std::max(1, static_cast<int>(std::lround(line.thickness / 2 + 0.004 * dpi)));
    const int bridged = std::max(2, static_cast<int>(bridge * dpi));
    Track best, run;
    int all = 0;
    for (int along = static_cast<int>(from); along < static_cast<int>(to); ++along) {
        const int centre = static_cast<int>(std::lround(line.across(along)));
        bool on = false;
        for (int d = -half; d <= half && !on; ++d) on = has_ink(ink, direction, along, centre + d);
        if (!on) continue;
        if (run.first < 0 || along - run.last > bridged) run = {along, along, 0, 0};
        run.last = along;
        ++run.inked;
        ++all;
        if (run.inked > best.inked) best = run;
    }
    best.elsewhere = all - best.inked;
    return best;
}

bool is_lone_stroke(const GridLine& line, const cv::Mat& ink, Direction direction, double from, double to, double dpi) {
    const double clear = corner * dpi;
    const Track track = longest_run(line, ink, direction, from + clear, to - clear, dpi);
    if (track.first < 0 || track.elsewhere > dust * dpi) return false;
    const double length = track.last - track.first + 1;
    const bool inside = track.first > from + clear + 1 && track.last < to - clear - 2;
    return inside && length >= shortest * dpi && length <= longest * dpi && track.inked >= solid * length;
}

/// Ink from the line outwards, without a gap, pixels.
int arm(const cv::Mat& ink, int x, int y, int step, int longest_arm) {
    int length = 0;
    while (length <= longest_arm && has_ink(ink, Direction::horizontal, x + step * (length + 1), y)) ++length;
    return length;
}

/// How far down between two boundaries, 0..1, a stroke of a character goes through the vertical line.
std::optional<double> crossing_of(const GridLine& line, const cv::Mat& ink, double from, double to, double dpi) {
    constexpr double least_arm = 0.03, most_arm = 0.14;  // inches
    const int half = static_cast<int>(std::lround(line.thickness / 2)) + 1;
    const int least = static_cast<int>(least_arm * dpi), most = static_cast<int>(most_arm * dpi);
    const double clear = corner * dpi;
    for (int y = static_cast<int>(from + clear); y < static_cast<int>(to - clear); ++y) {
        const int x = static_cast<int>(std::lround(line.across(y)));
        const int left = arm(ink, x - half, y, -1, most), right = arm(ink, x + half, y, +1, most);
        if (left >= least && right >= least && left <= most && right <= most) return (y - from) / (to - from);
    }
    return std::nullopt;
}

}  // namespace

void leave_out_crossed_strokes(Edges& edges, const Grid& grid, const cv::Mat& ink, double dpi) {
    constexpr std::size_t least_rows = 2;
    constexpr double same_height = 0.2;  // of a row's
    for (std::size_t c = 0; c + 1 < edges.right.front().size(); ++c) {
        const GridLine& line = grid.columns[c + 1];
        std::size_t shown = 0;
        std::vector<double> crossings;
        for (std::size_t r = 0; r < edges.right.size(); ++r) {
            if (edges.right[r][c] < (grid.worn ? drawn_if_worn : drawn)) continue;
            ++shown;
            const double from = grid.rows[r].across(line.position), to = grid.rows[r + 1].across(line.position);
            if (const auto at = crossing_of(line, ink, from, to, dpi)) crossings.push_back(*at);
        }
        if (crossings.size() < least_rows || crossings.size() < shown) continue;
        const auto [first, last] = std::ranges::minmax(crossings);
        if (last - first > same_height) continue;
        for (auto& row : edges.right) row[c] = 0;
    }
}

bool has_ink(const cv::Mat& ink, Direction direction, int along, int across) {
    const int x = direction == Direction::horizontal ? along : across;
    const int y = direction == Direction::horizontal ? across : along;
    return x >= 0 && y >= 0 && x < ink.cols && y < ink.rows && ink.at<uchar>(y, x) != 0;
}

void mark_lone_strokes(TextEvidence& text, const Edges& edges, const Grid& grid, const cv::Mat& ink, double dpi) {
    const std::size_t rows = edges.right.size(), columns = edges.right.front().size();
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            const bool above = r > 0 && edges.right[r - 1][c] >= drawn;
            const bool under = r + 1 < rows && edges.right[r + 1][c] >= drawn;
            if (c + 1 < columns && !above && !under && edges.right[r][c] > 0) {
                const GridLine& line = grid.columns[c + 1];
                const double from = grid.rows[r].across(line.position), to = grid.rows[r + 1].across(line.position);
                if (is_lone_stroke(line, ink, Direction::vertical, from, to, dpi)) text.right[r][c] = TextSays::across;
            }
            const bool left = c > 0 && edges.below[r][c - 1] >= drawn;
            const bool right = c + 1 < columns && edges.below[r][c + 1] >= drawn;
            if (r + 1 < rows && !left && !right && edges.below[r][c] > 0) {
                const GridLine& line = grid.rows[r + 1];
                const double from = grid.columns[c].across(line.position);
                const double to = grid.columns[c + 1].across(line.position);
                if (is_lone_stroke(line, ink, Direction::horizontal, from, to, dpi))
                    text.below[r][c] = TextSays::across;
            }
        }
    }
}

}  // namespace nianbao::layout
