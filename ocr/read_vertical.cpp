// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/read_vertical.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace nianbao {
namespace {

struct Run {
    int from = 0, to = 0;  // rows, half open
    int length() const { return to - from; }
};

/// Stretches of rows that have ink.
std::vector<Run> ink_runs(const cv::Mat& column) {
    std::vector<Run> runs;
    bool inside = false;
    for (int y = 0; y < column.rows; ++y) {
        const uchar* row = column.ptr(y);
        const bool ink = std::any_of(row, row + column.cols, [](uchar level) { return level < 128; });
        if (ink && !inside) runs.push_back({y, y});
        if (ink) runs.back().to = y + 1;
        inside = ink;
    }
    return runs;
}

/// Runs longer than a character are characters that touch: cut evenly.
std::vector<Run> cut_long(const std::vector<Run>& runs, double em) {
    std::vector<Run> out;
    for (const Run& run : runs) {
        const int parts = run.length() > 1.25 * em ? static_cast<int>(std::lround(run.length() / em)) : 1;
        for (int i = 0; i < parts; ++i) {
            out.push_back({run.from + run.length() * i / parts, run.from + run.length() * (i + 1) / parts});
        }
    }
    return out;
}

/// Runs joined into characters: as few as possible, none taller than an em, none with a hole that parts characters.
std::vector<Run> characters(const std::vector<Run>& runs, double em) {
    const std::size_t n = runs.size();
    std::vector<double> cost(n + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> start(n + 1, 0);
    cost[0] = 0;
    for (std::size_t end = 1; end <= n; ++end) {
        double widest_gap = 0;
        for (std::size_t first = end; first-- > 0;) {
            const double height = (runs[end - 1].to - runs[first].from) / em;
            if (first + 1 < end) widest_gap = std::max(widest_gap, (runs[first + 1].from - runs[first].to) / em);
            if (height > 1.25 && first + 1 < end) break;
            // One character costs 1; the hole inside 三 is 0.3 em, that between spaced characters more than 0.4.
            const double over = std::max(0.0, height - 1.0);
            const double candidate = cost[first] + 1 + 4 * over + (widest_gap > 0.4 ? 4 : widest_gap);
            if (candidate < cost[end]) {
                cost[end] = candidate;
                start[end] = first;
            }
        }
    }
    std::vector<Run> out;
    for (std::size_t end = n; end > 0; end = start[end]) out.push_back({runs[start[end]].from, runs[end - 1].to});
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

cv::Mat set_horizontally(const cv::Mat& column, double em) {
    if (column.empty() || em < 1) return {};
    const std::vector<Run> set = characters(cut_long(ink_runs(column), em), em);
    if (set.empty()) return {};
    const int cell = static_cast<int>(std::ceil(em * 1.04)), width = column.cols, height = std::max(width, cell);
    cv::Mat line(height, cell * static_cast<int>(set.size()) + cell / 4, CV_8UC1, cv::Scalar(255));
    int x = cell / 8;
    for (const Run& run : set) {
        const int rows = std::min(run.length(), height), columns = std::min(cell, width);
        const cv::Rect from((width - columns) / 2, run.from, columns, rows);
        column(from).copyTo(line(cv::Rect(x, (height - rows) / 2, columns, rows)));
        x += cell;
    }
    return line;
}

}  // namespace nianbao
