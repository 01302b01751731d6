// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/rule_stubs.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace nianbao::layout {
namespace {

// Inches.
constexpr double beside = 0.012;               // the ink that crowds a rule
constexpr double longest = 0.2;                // of a stub: a stroke of 14 point print
constexpr double corner = 0.014;               // rules end that far beyond one another
constexpr double long_rule = 0.6;              // longer than strokes of characters
constexpr double least_rest = 0.11;            // of a rule without its stubs
constexpr double solid = 0.95;                 // ink of a rule that is not worn
constexpr double stroke = 0.3, of_rule = 0.2;  // crowding: at least, and at most

bool is_crowded(const cv::Mat& ink, int x, int top, int bottom, int reach) {
    const auto any = [&](int from, int to) {
        for (int y = std::max(0, from); y < std::min(ink.rows, to); ++y) {
            if (ink.at<uchar>(y, x)) return true;
        }
        return false;
    };
    return any(top - 1 - reach, top - 1) || any(bottom + 2, bottom + 2 + reach);
}

/// Whatever crosses the rule, or ends near it, comes into this box.
Rect reach_of(const Rule& rule, double dpi) {
    return rule.box().inflated(2 * corner * dpi, 2 * corner * dpi);
}

/// The part between two places along it.
Rule part_of(const Rule& rule, double from, double to) {
    Rule part = rule;
    part.along0 = from;
    part.along1 = to;
    std::erase_if(part.path, [&](const Point& p) { return p.x < from || p.x > to; });
    if (part.path.empty()) part.path.push_back({(from + to) / 2, rule.across((from + to) / 2)});
    return part;
}

/// Where the outermost long rules cross this one not far from one of its ends.
struct Crossing {
    std::optional<double> beyond;  ///< what stands beyond ends nowhere
    std::optional<double> behind;  ///< what stands beyond ends at another rule
};

/// @param way  -1 for the end at the left, +1 for the one at the right
Crossing crossing_before_end(const Rule& rule, double end, int way, const std::vector<Rule>& crossing, double dpi) {
    Crossing found;
    bool ends_there = false;
    for (const Rule& other : crossing) {
        const double at = rule.across(end);
        if (other.length() < long_rule * dpi || at < other.along0 || at > other.along1) continue;
        const double x = other.across(at), beyond = way * (end - x);
        if (std::abs(beyond) <= corner * dpi + other.thickness) ends_there = true;
        if (beyond <= corner * dpi + other.thickness || beyond > longest * dpi) continue;
        if (!found.beyond || way * (x - *found.beyond) > 0) found.beyond = x;
    }
    if (ends_there) std::swap(found.beyond, found.behind);
    return found;
}

/// Share of the rule that is ink.
double inked(const cv::Mat& ink, const Rule& rule) {
    int seen = 0, all = 0;
    for (int x = std::max(0, static_cast<int>(rule.along0)); x < std::min(ink.cols, static_cast<int>(rule.along1));
         ++x, ++all) {
        const int y = static_cast<int>(std::lround(rule.across(x)));
        bool any = false;
        for (int d = -1; d <= 1 && !any; ++d) any = y + d >= 0 && y + d < ink.rows && ink.at<uchar>(y + d, x) != 0;
        seen += any ? 1 : 0;
    }
    return all > 0 ? static_cast<double>(seen) / all : 0;
}

}  // namespace

double crowding_of(const cv::Mat& ink, const Rule& rule, const std::vector<Rule>& crossing, double dpi) {
    const int reach = std::max(2, static_cast<int>(std::lround(beside * dpi)));
    int crowded = 0, all = 0;
    for (int x = std::max(0, static_cast<int>(rule.along0)); x < std::min(ink.cols, static_cast<int>(rule.along1));
         ++x) {
        const double middle = rule.across(x), half = rule.thickness / 2;
        const bool crossed = std::ranges::any_of(crossing, [&](const Rule& other) {
            return middle >= other.along0 && middle <= other.along1 &&
                   std::abs(other.across(middle) - x) <= other.thickness / 2 + reach;
        });
        if (crossed) continue;
        ++all;
        crowded += is_crowded(ink, x, static_cast<int>(std::lround(middle - half)),
                              static_cast<int>(std::lround(middle + half)) - 1, reach)
                       ? 1
                       : 0;
    }
    return all > 0 ? static_cast<double>(crowded) / all : 1;
}

void cut_stubs(std::vector<Rule>& rules, const std::vector<Rule>& all, const cv::Mat& ink, double dpi) {
    for (Rule& rule : rules) {
        if (rule.worn) continue;
        std::vector<Rule> crossing;
        std::ranges::copy_if(all, std::back_inserter(crossing), [&](const Rule& other) {
            return !intersection(other.box().inflated(1, 1), reach_of(rule, dpi)).empty();
        });
        // Strokes that fill the row between two rules have paper between them.
        const auto is_stub = [&](double a, double b, bool ends_nowhere) {
            const Rule part = part_of(rule, a, b);
            return crowding_of(ink, part, crossing, dpi) >= stroke && (ends_nowhere || inked(ink, part) < solid);
        };
        double from = rule.along0, to = rule.along1;
        const Crossing first = crossing_before_end(rule, from, -1, crossing, dpi);
        const Crossing last = crossing_before_end(rule, to, +1, crossing, dpi);
        for (const std::optional<double>& at : {first.beyond, first.behind}) {
            if (at && is_stub(rule.along0, *at, at == first.beyond)) from = *at;
        }
        for (const std::optional<double>& at : {last.beyond, last.behind}) {
            if (at && is_stub(*at, rule.along1, at == last.beyond)) to = *at;
        }
        if ((from == rule.along0 && to == rule.along1) || to - from < least_rest * dpi) continue;
        Rule rest = part_of(rule, from, to);
        rest.crowding = crowding_of(ink, rest, crossing, dpi);
        if (rest.crowding <= of_rule) rule = rest;
    }
}

}  // namespace nianbao::layout
