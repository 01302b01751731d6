// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "layout/median.h"
#include "layout/rule_stubs.h"
#include "layout/worn_rules.h"

namespace nianbao::layout {
namespace {

// Lengths in inches: they hold at any resolution.
constexpr double worn_gap = 0.02;     // breaks of a worn rule; less than a character keeps from the rules of its cell
constexpr double dotted_gap = 0.035;  // gaps of dotted rules, bridged only in long ones
constexpr double shortest_horizontal = 0.2;  // longer than the strokes of a 14 pt character
constexpr double shortest_vertical = 0.11;   // a row of 8 pt text: a piece between two horizontal rules
constexpr double thickest = 0.1;       // two strokes of 2 points each and a gap; beyond, a bar, a shadow or a picture
constexpr double surely_a_rule = 0.8;  // no stroke of running text is that long
constexpr double sample_step = 0.1;

int pixels(double inches, double dpi, int least) {
    return std::max(least, static_cast<int>(std::lround(inches * dpi)));
}

/// Share of the piece's columns with ink just above or below: strokes of characters have neighbours, rules have few.
double crowding(const cv::Mat& ink, const std::vector<std::pair<int, int>>& spans, int x0, int reach) {
    int crowded = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const auto [top, bottom] = spans[i];
        const int x = x0 + static_cast<int>(i);
        const auto any = [&](int from, int to) {
            for (int y = std::max(0, from); y < std::min(ink.rows, to); ++y) {
                if (ink.at<uchar>(y, x)) return true;
            }
            return false;
        };
        if (any(top - 1 - reach, top - 1) || any(bottom + 2, bottom + 2 + reach)) ++crowded;
    }
    return spans.empty() ? 1.0 : static_cast<double>(crowded) / static_cast<double>(spans.size());
}

struct Piece {
    std::vector<std::pair<int, int>> spans;  // top and bottom row of every column, inclusive
    int x0 = 0;
};

Piece trace(const cv::Mat& labels, int label, const cv::Rect& box) {
    Piece piece;
    piece.x0 = box.x;
    piece.spans.reserve(box.width);
    for (int x = box.x; x < box.x + box.width; ++x) {
        int top = -1, bottom = -1;
        for (int y = box.y; y < box.y + box.height; ++y) {
            if (labels.at<int>(y, x) != label) continue;
            if (top < 0) top = y;
            bottom = y;
        }
        if (top < 0) top = bottom = piece.spans.empty() ? box.y : piece.spans.back().first;
        piece.spans.emplace_back(top, bottom);
    }
    return piece;
}

/// Share of the piece's columns that hold ink: about a half in dotted rules.
double inked_share(const cv::Mat& ink, const Piece& piece) {
    int inked = 0;
    for (std::size_t i = 0; i < piece.spans.size(); ++i) {
        const int x = piece.x0 + static_cast<int>(i);
        bool any = false;
        for (int y = piece.spans[i].first; y <= piece.spans[i].second && !any; ++y) any = ink.at<uchar>(y, x) != 0;
        inked += any ? 1 : 0;
    }
    return piece.spans.empty() ? 0 : static_cast<double>(inked) / static_cast<double>(piece.spans.size());
}

Rule to_rule(const Piece& piece, double dpi, Direction direction) {
    Rule rule;
    rule.direction = direction;
    rule.along0 = piece.x0;
    rule.along1 = piece.x0 + static_cast<double>(piece.spans.size());
    std::vector<double> thickness;
    for (const auto& [top, bottom] : piece.spans) thickness.push_back(bottom - top + 1.0);
    rule.thickness = median(thickness);
    const std::size_t step = std::max<std::size_t>(4, static_cast<std::size_t>(sample_step * dpi));
    for (std::size_t from = 0; from < piece.spans.size(); from += step) {
        const std::size_t to = std::min(piece.spans.size(), from + step);
        std::vector<double> centres;
        for (std::size_t i = from; i < to; ++i)
            centres.push_back((piece.spans[i].first + piece.spans[i].second + 1) / 2.0);
        rule.path.push_back({rule.along0 + static_cast<double>(from + to) / 2, median(centres)});
    }
    return rule;
}

/// Horizontal pieces of `ink`; the caller transposes for the vertical ones.
/// @param bridged inches of missing ink that do not end a piece
std::vector<Rule> find_pieces(const cv::Mat& ink, double dpi, double shortest, double bridged, Direction direction) {
    const int length = pixels(shortest, dpi, 12);
    cv::Mat mask;
    cv::morphologyEx(ink, mask, cv::MORPH_CLOSE, cv::Mat::ones(1, pixels(bridged, dpi, 3), CV_8U));
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, cv::Mat::ones(1, length, CV_8U));
    // A rule that leans by a pixel here and there stays one piece.
    cv::dilate(mask, mask, cv::Mat::ones(3, 1, CV_8U));
    cv::Mat labels, stats, centroids;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids, 8, CV_32S);
    std::vector<Rule> rules;
    for (int label = 1; label < count; ++label) {
        const cv::Rect box(stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                           stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT));
        if (box.width < length) continue;
        Piece piece = trace(labels, label, box);
        for (auto& [top, bottom] : piece.spans) {  // take the dilation back
            if (bottom - top >= 2) ++top, --bottom;
        }
        Rule rule = to_rule(piece, dpi, direction);
        if (rule.thickness > std::max(3.0, thickest * dpi) || rule.length() < 4 * rule.thickness) continue;
        // Strokes of a whole line of text may line up under the bridging of dots, but never alone on the paper.
        const bool sure = rule.length() >= surely_a_rule * dpi && bridged == worn_gap;
        const double limit = sure ? 0.75 : 0.45;
        rule.crowding = crowding(ink, piece.spans, piece.x0, std::max(2, pixels(0.012, dpi, 2)));
        if (rule.crowding > limit) continue;
        rule.solidity = inked_share(ink, piece);
        // Wide bridging also ties a solid rule to a stroke beyond its end: only what is dotted all along counts.
        if (bridged != worn_gap && rule.solidity > 0.8) continue;
        rules.push_back(rule);
    }
    return rules;
}

// Worn rules on a page from which on it is looked for those of which next to nothing is left. Elsewhere such a line is
// chance: it would run on through spanning cells.
constexpr std::size_t worn_through = 10;

// Characters come nearer to a rule below or above them than to one beside them, and a digit's own two sides must not
// count as clean paper. First what is merely worn, then what is nearly gone but long.
constexpr std::array worn_horizontal{WornRules{0.04, 0.7, 0.6, 0.4, 0.6, 1, 0.35},
                                     WornRules{0.06, 2.0, 0.5, 0.15, 0.45, 1, 0.2},
                                     WornRules{0.06, 4.0, 0.5, 0.07, 0.3, 1, 0.2}};
constexpr std::array worn_vertical{WornRules{0.09, 0.5, 0.6, 0.4, 0.65, 0.6, 0.35},
                                   WornRules{0.09, 1.6, 0.4, 0.2, 0.6, 0.6, 0.45},
                                   WornRules{0.06, 4.0, 0.5, 0.06, 0.25, 0.6, 0.3}};

std::vector<Rule> find_in_one_direction(const cv::Mat& ink, double dpi, double shortest, Direction direction) {
    std::vector<Rule> rules = find_pieces(ink, dpi, shortest, worn_gap, direction);
    const std::vector<Rule> dotted = find_pieces(ink, dpi, surely_a_rule, dotted_gap, direction);
    rules.insert(rules.end(), dotted.begin(), dotted.end());
    return rules;
}

std::vector<Rule> find_crumbs(const cv::Mat& ink, double dpi, const std::array<WornRules, 3>& worn,
                              const std::vector<Rule>& drawn, const std::vector<Rule>& crossing, Direction direction) {
    std::vector<Rule> found;
    for (const WornRules& how : worn) {
        if (&how == &worn.back() && found.size() < worn_through) break;
        std::vector<Rule> known = drawn;
        known.insert(known.end(), found.begin(), found.end());
        const std::vector<Rule> rules = without_rows_of_dashes(
            not_yet_drawn(find_worn_rules(ink, drawn, dpi, how, direction), known, dpi), crossing, ink, dpi);
        found.insert(found.end(), rules.begin(), rules.end());
    }
    return found;
}

/// The two strokes of a double rule as one: each would else have ink beside it all along, as strokes of characters do.
cv::Mat with_double_rules_filled(const cv::Mat& ink, double dpi) {
    constexpr double longer_than_strokes = 0.3, widest_gap = 0.036;  // inches
    const int length = pixels(longer_than_strokes, dpi, 12), gap = pixels(widest_gap, dpi, 2);
    cv::Mat out = ink.clone();
    for (const cv::Size along : {cv::Size(length, 1), cv::Size(1, length)}) {
        const cv::Size across = along.height == 1 ? cv::Size(1, gap + 1) : cv::Size(gap + 1, 1);
        cv::Mat strokes;
        cv::morphologyEx(ink, strokes, cv::MORPH_OPEN, cv::Mat::ones(along, CV_8U));
        cv::morphologyEx(strokes, strokes, cv::MORPH_CLOSE, cv::Mat::ones(across, CV_8U));
        out |= strokes;
    }
    return out;
}

}  // namespace

double Rule::across(double along) const {
    if (along <= path.front().x) return path.front().y;
    if (along >= path.back().x) return path.back().y;
    const auto after =
        std::upper_bound(path.begin(), path.end(), along, [](double a, const Point& p) { return a < p.x; });
    const auto before = after - 1;
    const double t = (along - before->x) / (after->x - before->x);
    return before->y + t * (after->y - before->y);
}

Rect Rule::box() const {
    double least = path.front().y, most = path.front().y;
    for (const Point& p : path) {
        least = std::min(least, p.y);
        most = std::max(most, p.y);
    }
    const Rect along_box{along0, least - thickness / 2, along1, most + thickness / 2};
    if (direction == Direction::horizontal) return along_box;
    return {along_box.y0, along_box.x0, along_box.y1, along_box.x1};
}

Rules find_rules(const cv::Mat& drawn, double dpi) {
    const cv::Mat ink = with_double_rules_filled(drawn, dpi);
    Rules rules;
    rules.dpi = dpi;
    rules.horizontal = find_in_one_direction(ink, dpi, shortest_horizontal, Direction::horizontal);
    cv::Mat turned;
    cv::transpose(ink, turned);
    rules.vertical = find_in_one_direction(turned, dpi, shortest_vertical, Direction::vertical);
    const std::vector<Rule> uncut = rules.horizontal;
    cut_stubs(rules.horizontal, rules.vertical, ink, dpi);
    cut_stubs(rules.vertical, uncut, turned, dpi);
    const std::vector<Rule> across =
        find_crumbs(ink, dpi, worn_horizontal, rules.horizontal, rules.vertical, Direction::horizontal);
    const std::vector<Rule> down =
        find_crumbs(turned, dpi, worn_vertical, rules.vertical, rules.horizontal, Direction::vertical);
    rules.horizontal.insert(rules.horizontal.end(), across.begin(), across.end());
    rules.vertical.insert(rules.vertical.end(), down.begin(), down.end());
    return rules;
}

}  // namespace nianbao::layout
