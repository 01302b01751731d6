// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/shattered_print.h"

#include <algorithm>
#include <cmath>

#include "layout/median.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double from_rules = 0.035;  // nearer lie crumbs of them
constexpr double tile_side = 0.5;     // of the page's ground
constexpr double largest_dot = 0.032;
constexpr double least_height = 0.05, greatest_height = 0.2;  // of what is left of a line

constexpr double doubt = 0.5;  // as dark as half the text
constexpr int several = 3;
constexpr double thin_share = 0.15;  // of the cells with print those in dots, from which on all its print is thin
constexpr std::size_t several_lines = 12;

Point middle_of(const cv::Rect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
}

/// Specks a square pixel, outside the tables.
double ground_density(const std::vector<cv::Rect>& specks, const std::vector<LayoutTable>& tables, const cv::Size& page,
                      double dpi) {
    const double side = tile_side * dpi;
    const int columns = std::max(1, static_cast<int>(page.width / side));
    const int rows = std::max(1, static_cast<int>(page.height / side));
    cv::Mat counts(rows, columns, CV_32S, cv::Scalar(0));
    const auto in_table = [&](const Point& at) {
        return std::ranges::any_of(tables, [&](const LayoutTable& table) { return table.box.contains(at); });
    };
    for (const cv::Rect& speck : specks) {
        const Point at = middle_of(speck);
        const int row = static_cast<int>(at.y / side), column = static_cast<int>(at.x / side);
        if (row < rows && column < columns && !in_table(at)) ++counts.at<int>(row, column);
    }
    std::vector<int> ground;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const Rect tile{column * side, row * side, (column + 1) * side, (row + 1) * side};
            const bool covered = std::ranges::any_of(
                tables, [&](const LayoutTable& table) { return !intersection(table.box, tile).empty(); });
            if (!covered) ground.push_back(counts.at<int>(row, column));
        }
    }
    if (ground.empty()) return 0;
    // Text outside the tables may be in dots, too: what a tile has beyond the usual does not count.
    const int most = 2 + 2 * median(ground);
    double sum = 0;
    for (const int count : ground) sum += std::min(count, most);
    return sum / (static_cast<double>(ground.size()) * side * side);
}

/// More than chance puts there, were each speck as likely in one place as in another (Poisson's law).
bool is_excess(double count, double expected) {
    return count > expected + 4 * std::sqrt(expected) + 1;
}

/// Whether the specks are the cell's ground, of which a 1-bit scanner made dust: along all of its sides as many as in
/// the middle. Print keeps clear of most.
bool is_shaded(const std::vector<Point>& specks, const Rect& inside, double dpi) {
    constexpr std::size_t many = 40;
    constexpr double strip = 0.05, as_dense = 0.4;  // inches; of the usual density
    const double wide = strip * dpi;
    if (specks.size() < many || std::min(inside.width(), inside.height()) < 3 * wide) return false;
    const double density = static_cast<double>(specks.size()) / inside.area();
    const Rect strips[] = {{inside.x0, inside.y0, inside.x1, inside.y0 + wide},
                           {inside.x0, inside.y1 - wide, inside.x1, inside.y1},
                           {inside.x0, inside.y0, inside.x0 + wide, inside.y1},
                           {inside.x1 - wide, inside.y0, inside.x1, inside.y1}};
    return std::ranges::all_of(strips, [&](const Rect& side) {
        const auto there = std::ranges::count_if(specks, [&](const Point& speck) { return side.contains(speck); });
        return static_cast<double>(there) >= as_dense * density * side.area();
    });
}

}  // namespace

ShatteredPrint::ShatteredPrint(std::vector<cv::Rect> specks, const std::vector<LayoutTable>& tables,
                               const cv::Size& page, double dpi)
    : specks_(std::move(specks)), dpi_(dpi), density_(ground_density(specks_, tables, page, dpi)) {}

Rect ShatteredPrint::interior(const LayoutCell& cell) const {
    return cell.box.inflated(-from_rules * dpi_, -from_rules * dpi_);
}

bool ShatteredPrint::in(const LayoutCell& cell) const {
    const Rect inside = interior(cell);
    if (inside.empty()) return false;
    Rect extent;
    std::size_t count = 0;
    std::vector<Point> places;
    for (const cv::Rect& speck : specks_) {
        if (!inside.contains(middle_of(speck))) continue;
        ++count;
        places.push_back(middle_of(speck));
        extent = united(extent, {double(speck.x), double(speck.y), double(speck.br().x), double(speck.br().y)});
    }
    // One line of a few dots stands as high as a character; many may be several lines.
    const bool high = extent.height() > least_height * dpi_;
    const bool in_line = extent.height() < greatest_height * dpi_ || count >= several_lines;
    return high && in_line && is_excess(static_cast<double>(count), density_ * inside.area()) &&
           !is_shaded(places, inside, dpi_);
}

std::vector<cv::Rect> ShatteredPrint::dust(const std::vector<LayoutTable>& tables) const {
    std::vector<Rect> print;
    for (const LayoutTable& table : tables) {
        for (const LayoutCell& cell : table.cells) {
            if (in(cell)) print.push_back(interior(cell));
        }
    }
    std::vector<cv::Rect> found;
    std::ranges::copy_if(specks_, std::back_inserter(found), [&](const cv::Rect& speck) {
        return std::ranges::none_of(print, [&](const Rect& box) { return box.contains(middle_of(speck)); });
    });
    return found;
}

void ShatteredPrint::doubt_blanks(LayoutTable& table, const std::vector<std::vector<Mark>>& marks) const {
    const auto is_dot = [&](const Mark& mark) {
        return std::max(mark.box.width(), mark.box.height()) <= largest_dot * dpi_;
    };
    std::vector<bool> doubtful;
    int only_dots = 0, printed = 0;
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        doubtful.push_back(in(table.cells[c]));
        const bool dots = std::ranges::all_of(marks[c], is_dot);
        only_dots += dots && doubtful[c] ? 1 : 0;
        printed += dots ? 0 : 1;
    }
    const bool thin = only_dots >= several && only_dots >= thin_share * (printed + only_dots);
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        LayoutCell& cell = table.cells[c];
        if (!cell.lines.empty() || (!doubtful[c] && !thin)) continue;
        cell.faint_ink = std::max(cell.faint_ink, doubt);
    }
}

}  // namespace nianbao::layout
