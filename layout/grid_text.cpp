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
constexpr double rim = 0.012, thin = 0.022;
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

/// One of the thin pieces has a neighbour at its side that begins and ends where it does, as a 1 has in a number.
bool same_number(const Extent& thin_one, const Extent& other, double dpi) {
    const double length = thin_one.a1 - thin_one.a0, slack = 0.2 * length;
    if (length < least_number * dpi || length > tallest_number * dpi) return false;
    const double between = std::max(other.c0 - thin_one.c1, thin_one.c0 - other.c1);
    return between < near * dpi && std::abs(other.a0 - thin_one.a0) <= slack &&
           std::abs(other.a1 - thin_one.a1) <= slack;
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

bool GridText::is_dusty(const GridLine& line, Direction direction, double from, double to) const {
    int beside = 0, upon = 0;
    for (const Rect& speck : specks_) {
        const Extent e = seen(speck, direction);
        if (e.a0 < from || e.a1 > to) continue;
        const double at = line.across((e.a0 + e.a1) / 2), away = std::max(e.c0 - at, at - e.c1);
        beside += away > deep * dpi_ / 2 && away < near * dpi_ ? 1 : 0;
        upon += away <= deep * dpi_ / 2 ? 1 : 0;
    }
    // A worn rule sheds crumbs, but most of them lie where it ran.
    return beside >= dusty && beside > upon;
}

GridText::Sides GridText::ink_beside(const Piece& piece, Direction direction, double from, double to, double at,
                                     double away) const {
    const bool flat = direction == Direction::horizontal;
    Sides ink;
    for (int y = static_cast<int>(piece.box.y0); y < static_cast<int>(piece.box.y1); ++y) {
        for (int x = static_cast<int>(piece.box.x0); x < static_cast<int>(piece.box.x1); ++x) {
            const int along = flat ? x : y, across = flat ? y : x;
            if (along < from || along > to || labels_.at<int>(y - origin_.y, x - origin_.x) != piece.label) continue;
            ink.before += across < at - away ? 1 : 0;
            ink.after += across > at + away ? 1 : 0;
        }
    }
    return ink;
}

TextSays GridText::about(const GridLine& line, Direction direction, double from, double to, double before,
                         double after) const {
    const double clear = corner * dpi_, reach = deep * dpi_;
    double nearest_before = 1e9, nearest_after = 1e9;
    std::vector<Extent> on_this_side, beyond, upon;
    bool touched = false;
    for (const Piece& piece : pieces_) {
        const Extent e = seen(piece.box, direction);
        const double inside = std::min(e.a1, to - clear) - std::max(e.a0, from + clear);
        if (inside < 0.5 * (e.a1 - e.a0)) continue;
        const double at = line.across((e.a0 + e.a1) / 2), middle = (e.c0 + e.c1) / 2;
        if (middle < before + clear || middle > after - clear) continue;
        if (e.c1 - e.c0 <= thin * dpi_ && e.c0 >= at - reach && e.c1 <= at + reach) {
            upon.push_back(e);  // of the rule, or a 1
            continue;
        }
        bool is_before = middle < at;
        if (e.c0 < at && e.c1 > at) {
            // A rule's piece with the stub of one that meets it reaches to both sides, too, but has its ink on the
            // line.
            const Sides far = ink_beside(piece, direction, from + clear, to - clear, at, reach);
            const Sides ink = ink_beside(piece, direction, from + clear, to - clear, at, rim * dpi_);
            const double least = least_ink * dpi_ * dpi_;
            const bool bulky = std::min(e.a1 - e.a0, e.c1 - e.c0) >= least_width * dpi_;
            if (bulky && std::min(far.before, far.after) >= least) return TextSays::across;
            if (std::max(ink.before, ink.after) < least / 4) continue;
            touched = touched || (bulky && std::min(ink.before, ink.after) >= least / 4);
            is_before = ink.before > ink.after;
        }
        if (is_before) {
            nearest_before = std::min(nearest_before, at - e.c1);
            on_this_side.push_back(e);
        } else {
            nearest_after = std::min(nearest_after, e.c0 - at);
            beyond.push_back(e);
        }
    }
    for (const Extent& stroke : upon) {
        const auto beside = [&](const Extent& other) { return same_number(stroke, other, dpi_); };
        if (std::any_of(on_this_side.begin(), on_this_side.end(), beside)) return TextSays::across;
        if (std::any_of(beyond.begin(), beyond.end(), beside)) return TextSays::across;
    }
    if (is_dusty(line, direction, from + clear, to - clear)) return TextSays::dust;
    if (nearest_before > 1e8 || nearest_after > 1e8) return TextSays::nothing;
    const double between = nearest_before + nearest_after;
    if (touched || between < near * dpi_) return TextSays::close;
    // A heading over several columns may be letter-spaced.
    const bool one_line =
        direction == Direction::vertical && between < spaced * std::max(widest_gap(on_this_side), widest_gap(beyond));
    return between >= gap * dpi_ && !one_line ? TextSays::apart : TextSays::nothing;
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
