// SPDX-License-Identifier: GPL-3.0-or-later
// What looks like a worn rule and is none, or is one that is known.
#include <algorithm>
#include <cmath>

#include "layout/worn_rules.h"

namespace nianbao::layout {
namespace {

constexpr double drawn_already = 0.7;

int pixels(double inches, double dpi, int least) {
    return std::max(least, static_cast<int>(std::lround(inches * dpi)));
}

/// Paper beside the rules that cross one.
struct Beside {
    double near, far;  ///< inches from the crossing rule's edge, and beyond that
    int crossings;     ///< at least
};

/// Whether less than half as much of the rule's length is inked there as elsewhere.
bool keeps_clear(const Rule& rule, const std::vector<Rule>& crossing, const cv::Mat& ink, double dpi, Beside where) {
    const int near = pixels(where.near, dpi, 2), far = pixels(where.far, dpi, 3);
    const int first = static_cast<int>(rule.along0), last = std::min(static_cast<int>(rule.along1), ink.cols) - 1;
    const auto on = [&](int along) {
        const int centre = static_cast<int>(rule.across(along));
        for (int d = -1; d <= 1; ++d) {
            if (centre + d >= 0 && centre + d < ink.rows && ink.at<uchar>(centre + d, along)) return 1;
        }
        return 0;
    };
    int all = 0, beside = 0, places = 0;
    for (int along = first; along <= last; ++along) all += on(along);
    for (const Rule& other : crossing) {
        const int at = static_cast<int>(other.across(rule.across((rule.along0 + rule.along1) / 2)));
        const double across = rule.across(at);
        if (other.length() < 0.4 * dpi || across < other.along0 || across > other.along1) continue;
        const int clear = near + static_cast<int>(other.thickness / 2);
        for (int d = clear; d <= clear + far; ++d) {
            for (const int along : {at - d, at + d}) {
                if (along < first || along > last) continue;
                beside += on(along);
                ++places;
            }
        }
    }
    if (places < where.crossings * far) return false;
    const double share = static_cast<double>(all) / std::max(1, last - first + 1);
    return static_cast<double>(beside) / places < 0.5 * share;
}

}  // namespace

std::vector<Rule> without_rows_of_dashes(std::vector<Rule> worn, const std::vector<Rule>& crossing, const cv::Mat& ink,
                                         double dpi) {
    // In low rows a digit comes near to the rules, and only a little paper can be asked, at many of them.
    constexpr Beside wide{0.012, 0.05, 2}, narrow{0.007, 0.016, 8};
    std::erase_if(worn, [&](const Rule& rule) {
        return keeps_clear(rule, crossing, ink, dpi, wide) || keeps_clear(rule, crossing, ink, dpi, narrow);
    });
    return worn;
}

std::vector<Rule> not_yet_drawn(std::vector<Rule> worn, const std::vector<Rule>& known, double dpi) {
    const double same = 0.02 * dpi;
    std::erase_if(worn, [&](const Rule& rule) {
        std::vector<std::pair<double, double>> parts;
        for (const Rule& other : known) {
            const double from = std::max(rule.along0, other.along0), to = std::min(rule.along1, other.along1);
            if (to <= from) continue;
            const double at = (from + to) / 2;
            if (std::abs(rule.across(at) - other.across(at)) <= same + other.thickness / 2)
                parts.emplace_back(from, to);
        }
        std::sort(parts.begin(), parts.end());
        double drawn = 0, reached = rule.along0;
        for (const auto& [from, to] : parts) {
            if (to > reached) drawn += to - std::max(from, reached);
            reached = std::max(reached, to);
        }
        return drawn > drawn_already * rule.length();
    });
    return worn;
}

}  // namespace nianbao::layout
