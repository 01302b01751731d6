// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/lone_sides.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double least_beside = 0.1, most_beside = 1.5;  // from the table to its side
constexpr double near = 0.2;                             // ends of the side and of the table
constexpr double in_line = 0.015;
constexpr double beyond = 0.06;  // of the table's last rule
constexpr double lowest_table = 0.4;
constexpr double clean = 0.15;  // crowding, at most: strokes of characters have more
// Shares of the table's height: of a worn side's length left, and gone at either end.
constexpr double least_left = 0.6, worn_end = 0.12;
constexpr double whole_side = 0.8;     // of the table's height, of the rule at which all its rows end
constexpr double into_column = 0.25;   // of a column's width: a rule that reaches so far goes on in it
constexpr double least_print = 0.045;  // inches, of a piece of a character
constexpr double largest_print = 0.4;
constexpr double thinnest_print = 0.012;

/// Upright pieces of rules on paper, a column away from the table. What crosses them are rows of that
/// column, and the table's first or last rule where the upright ones of the table are too worn to meet it.
bool stands_beside(const Cluster& pieces, const Cluster& table, double dpi) {
    const double slack = near * dpi;
    const auto is_piece = [&](const Rule& rule) {
        if (rule.crowding > clean || rule.along0 < table.box.y0 - slack || rule.along1 > table.box.y1 + slack) {
            return false;
        }
        const double at = rule.across((rule.along0 + rule.along1) / 2);
        const double away = std::max(table.box.x0 - at, at - table.box.x1);
        return away > least_beside * dpi && away < most_beside * dpi;
    };
    const auto is_row = [&](const Rule& rule) {
        const double at = rule.across(rule.along0);
        return rule.crowding <= clean && at > table.box.y0 - beyond * dpi && at < table.box.y1 + beyond * dpi;
    };
    return std::ranges::all_of(pieces.vertical, is_piece) && std::ranges::all_of(pieces.horizontal, is_row);
}

/// Together as long as the table is high, whole or worn.
bool make_a_side(const std::vector<Rule>& pieces, const Cluster& table, double dpi) {
    double first = table.box.y1, last = table.box.y0, covered = 0;
    for (const Rule& piece : pieces) {
        first = std::min(first, piece.along0);
        last = std::max(last, piece.along1);
        covered += piece.length();
    }
    const double height = table.box.height(), slack = std::max(near * dpi, worn_end * height);
    return first < table.box.y0 + slack && last > table.box.y1 - slack && covered > least_left * height;
}

bool on_one_line(const Rule& a, const Rule& b, double dpi) {
    const double at = (std::max(a.along0, b.along0) + std::min(a.along1, b.along1)) / 2;
    return std::abs(a.across(at) - b.across(at)) <= in_line * dpi;
}

bool on_one_line(const Cluster& a, const Cluster& b, double dpi) {
    return std::ranges::any_of(a.vertical, [&](const Rule& x) {
        return std::ranges::any_of(b.vertical, [&](const Rule& y) { return on_one_line(x, y, dpi); });
    });
}

/// What stands on one line with `clusters[from]` beside the table.
std::vector<std::size_t> pieces_of_side(const std::vector<Cluster>& clusters, std::size_t from, const Cluster& table,
                                        double dpi) {
    std::vector<std::size_t> found{from};
    for (std::size_t k = 0; k < found.size(); ++k) {
        for (std::size_t j = 0; j < clusters.size(); ++j) {
            if (clusters[j].vertical.empty() || std::ranges::find(found, j) != found.end()) continue;
            if (!stands_beside(clusters[j], table, dpi)) continue;
            if (on_one_line(clusters[found[k]], clusters[j], dpi)) found.push_back(j);
        }
    }
    return found;
}

bool reaches_beyond(const GridLine& row, double from, double to) {
    return std::ranges::any_of(row.rules, [&](const Rule& rule) {
        return rule.along1 > from + into_column * (to - from) && rule.along0 < to - into_column * (to - from);
    });
}

bool holds_print(const cv::Mat& ink, const cv::Rect& place, double dpi) {
    const cv::Rect inside = place & cv::Rect({0, 0}, ink.size());
    if (inside.empty()) return false;
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(ink(inside), labels, stats, centroids, 8, CV_32S);
    for (int label = 1; label < count; ++label) {
        const int w = stats.at<int>(label, cv::CC_STAT_WIDTH), h = stats.at<int>(label, cv::CC_STAT_HEIGHT);
        const bool tall = h >= least_print * dpi && std::max(w, h) <= largest_print * dpi;
        if (tall && w > thinnest_print * dpi) return true;
    }
    return false;
}

}  // namespace

void drop_side_beyond_paper(std::vector<GridLine>& columns, const std::vector<GridLine>& rows, const cv::Mat& ink,
                            double dpi) {
    if (columns.size() < 4 || rows.size() < 3) return;
    const GridLine &before = columns[columns.size() - 2], &side = columns.back();
    const double top = rows.front().position, bottom = rows.back().position;
    double covered = 0;
    for (const Rule& rule : before.rules) covered += rule.length();
    if (covered < whole_side * (bottom - top)) return;
    const auto goes_on = [&](const GridLine& row) { return reaches_beyond(row, before.position, side.position); };
    if (std::ranges::any_of(rows, goes_on)) return;
    const int from = static_cast<int>(before.position + least_print * dpi);
    const int to = static_cast<int>(side.position - least_print * dpi);
    if (holds_print(ink, {from, static_cast<int>(top), to - from, static_cast<int>(bottom - top)}, dpi)) return;
    columns.pop_back();
}

void take_in_lone_sides(std::vector<Cluster>& clusters, double dpi) {
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        if (!crosses(clusters[i]) || clusters[i].box.height() < lowest_table * dpi) continue;
        for (std::size_t j = 0; j < clusters.size(); ++j) {
            if (clusters[j].vertical.empty() || !stands_beside(clusters[j], clusters[i], dpi)) continue;
            Cluster side;
            const std::vector<std::size_t> pieces = pieces_of_side(clusters, j, clusters[i], dpi);
            for (const std::size_t k : pieces) unite(side, clusters[k]);
            if (!make_a_side(side.vertical, clusters[i], dpi)) continue;
            unite(clusters[i], side);
            for (const std::size_t k : pieces) clusters[k] = {};
            j = static_cast<std::size_t>(-1);  // start again: the grown box may have another column beside it
        }
    }
}

}  // namespace nianbao::layout
