// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid_text.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double least_length = 0.045;  // of a piece: half of a 7 pt digit
constexpr double least_width = 0.025;   // of one that stands across: crumbs of rules are thinner
constexpr double largest_side = 0.4;    // of a character; what is larger and hardly filled hangs on a rule
constexpr double broken = 0.012;        // gaps in a thin stroke
constexpr double deep = 0.014;  // how far a piece reaches to either side: a digit that stands on a rule does not
constexpr double rim = 0.012;
constexpr double corner = 0.02;       // about the edge's ends: what is left of the rules that cross there
constexpr double near = 0.05;         // between characters of one line
constexpr double gap = 0.09;          // between columns: more than a digit that was lost leaves in its number
constexpr double least_ink = 0.0003;  // square inches on either side, of a piece that stands across
constexpr double least_fill = 0.12;   // 0..1: of the box of several characters
constexpr int dusty = 3;              // specks that near to the edge, e.g. what 1-bit copies make of shaded cells

constexpr double spaced = 1.5;  // times the gaps between the characters on either side
// Of a number's pieces, in heights of its tallest one.
constexpr double widest_digit = 0.85, as_tall = 0.7, small_mark = 0.35;
constexpr double least_number = 0.05, tallest_number = 0.25;  // inches

/// Seen along the line: `along` first, `across` second.
struct Extent {
    double a0, a1, c0, c1;
};

Extent seen(const Rect& box, Direction direction) {
    if (direction == Direction::horizontal) return {box.x0, box.x1, box.y0, box.y1};
    return {box.y0, box.y1, box.x0, box.x1};
}

/// The widest gap, across, between neighbours on one side of `at`.
double widest_gap(std::vector<Extent> side) {
    std::sort(side.begin(), side.end(), [](const Extent& a, const Extent& b) { return a.c0 < b.c0; });
    double widest = 0, reached = side.empty() ? 0 : side.front().c1;
    for (const Extent& e : side) {
        widest = std::max(widest, e.c0 - reached);
        reached = std::max(reached, e.c1);
    }
    return widest;
}

}  // namespace

GridText::GridText(const Grid& grid, const cv::Mat& ink, double dpi) : dpi_(dpi) {
    const Rect& b = grid.box;
    const cv::Rect place = cv::Rect(cv::Point(static_cast<int>(b.x0), static_cast<int>(b.y0)),
                                    cv::Point(static_cast<int>(b.x1) + 1, static_cast<int>(b.y1) + 1)) &
                           cv::Rect({0, 0}, ink.size());
    if (place.empty()) return;
    origin_ = place.tl();
    cv::Mat stats, centroids;
    const int bridge = std::max(2, static_cast<int>(broken * dpi));
    cv::Mat whole;
    cv::morphologyEx(ink(place), whole, cv::MORPH_CLOSE, cv::Mat::ones(bridge, bridge, CV_8U));
    const int count = cv::connectedComponentsWithStats(whole, labels_, stats, centroids, 8, CV_32S);
    for (int label = 1; label < count; ++label) {
        const double w = stats.at<int>(label, cv::CC_STAT_WIDTH), h = stats.at<int>(label, cv::CC_STAT_HEIGHT);
        const bool hollow = stats.at<int>(label, cv::CC_STAT_AREA) < least_fill * w * h;
        if (std::max(w, h) > largest_side * dpi && (hollow || std::min(w, h) > largest_side * dpi)) continue;
        const double x = place.x + stats.at<int>(label, cv::CC_STAT_LEFT);
        const double y = place.y + stats.at<int>(label, cv::CC_STAT_TOP);
        const Rect box{x, y, x + w, y + h};
        if (std::max(w, h) < least_length * dpi) {
            specks_.push_back(box);
        } else {
            pieces_.push_back({box, label});
        }
    }
}

int GridText::specks_beside(const GridLine& line, Direction direction, double from, double to) const {
    const auto count = std::count_if(specks_.begin(), specks_.end(), [&](const Rect& speck) {
        const Extent e = seen(speck, direction);
        if (e.a0 < from || e.a1 > to) return false;
        const double at = line.across((e.a0 + e.a1) / 2), away = std::max(e.c0 - at, at - e.c1);
        return away > deep * dpi_ / 2 && away < near * dpi_;
    });
    return static_cast<int>(count);
}

/// A rule's piece with the stub of one that meets it reaches to both sides, too, but has its ink on the line.
bool GridText::stands_across(const Piece& piece, Direction direction, double from, double to, double at) const {
    const bool flat = direction == Direction::horizontal;
    int before = 0, after = 0;
    for (int y = static_cast<int>(piece.box.y0); y < static_cast<int>(piece.box.y1); ++y) {
        for (int x = static_cast<int>(piece.box.x0); x < static_cast<int>(piece.box.x1); ++x) {
            const int along = flat ? x : y, across = flat ? y : x;
            if (along < from || along > to || labels_.at<int>(y - origin_.y, x - origin_.x) != piece.label) continue;
            before += across < at - deep * dpi_ ? 1 : 0;
            after += across > at + deep * dpi_ ? 1 : 0;
        }
    }
    return std::min(before, after) >= least_ink * dpi_ * dpi_;
}

TextSays GridText::about(const GridLine& line, Direction direction, double from, double to, double before,
                         double after) const {
    const double clear = corner * dpi_, reach = deep * dpi_;
    double nearest_before = 1e9, nearest_after = 1e9;
    std::vector<Extent> on_this_side, beyond;
    bool touched = false;
    for (const Piece& piece : pieces_) {
        const Extent e = seen(piece.box, direction);
        const double inside = std::min(e.a1, to - clear) - std::max(e.a0, from + clear);
        if (inside < 0.5 * (e.a1 - e.a0)) continue;
        const double at = line.across((e.a0 + e.a1) / 2), middle = (e.c0 + e.c1) / 2;
        if (middle < before + clear || middle > after - clear) continue;
        const bool bulky = std::min(e.a1 - e.a0, e.c1 - e.c0) >= least_width * dpi_;
        if (bulky && e.c0 < at - reach && e.c1 > at + reach &&
            stands_across(piece, direction, from + clear, to - clear, at))
            return TextSays::across;
        // The rim of a character, more than a piece of the rule itself has beside it.
        touched = touched || (bulky && std::min(at - e.c0, e.c1 - at) > rim * dpi_);
        if (middle < at) {
            nearest_before = std::min(nearest_before, at - e.c1);
            on_this_side.push_back(e);
        } else {
            nearest_after = std::min(nearest_after, e.c0 - at);
            beyond.push_back(e);
        }
    }
    const int specks = specks_beside(line, direction, from + clear, to - clear);
    if (specks >= dusty) return TextSays::dust;
    if (nearest_before > 1e8 || nearest_after > 1e8) return TextSays::nothing;
    const double between = nearest_before + nearest_after;
    if (touched || between < near * dpi_) return TextSays::close;
    // A heading over several columns may be letter-spaced.
    const bool one_line =
        direction == Direction::vertical && between < spaced * std::max(widest_gap(on_this_side), widest_gap(beyond));
    return specks == 0 && between >= gap * dpi_ && !one_line ? TextSays::apart : TextSays::nothing;
}

bool GridText::is_number(const Rect& place) const {
    std::vector<Rect> inside;
    double tallest = 0;
    for (const Piece& piece : pieces_) {
        if (!place.contains(piece.box.center())) continue;
        inside.push_back(piece.box);
        tallest = std::max(tallest, piece.box.height());
    }
    if (tallest < least_number * dpi_ || tallest > tallest_number * dpi_) return false;
    Rect line;
    for (const Rect& box : inside) {
        const bool mark = std::max(box.width(), box.height()) <= small_mark * tallest;
        if (mark) continue;
        if (box.width() > widest_digit * tallest || box.height() < as_tall * tallest) return false;
        line = united(line, box);
    }
    return line.height() < 1.5 * tallest;
}

}  // namespace nianbao::layout
