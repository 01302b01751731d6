// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/grid_lines.h"

#include <algorithm>

namespace nianbao::layout {
namespace {

/// Length-weighted slope of the longer rules, in across per along.
double common_tilt(const std::vector<Rule>& rules) {
    double sum = 0, weight = 0;
    for (const Rule& rule : rules) {
        if (rule.path.size() < 3) continue;
        const double run = rule.path.back().x - rule.path.front().x;
        sum += (rule.path.back().y - rule.path.front().y) * run;
        weight += run * run;
    }
    return weight > 0 ? sum / weight : 0;
}

}  // namespace

std::vector<GridLine> lines_of(std::vector<Rule> rules, double middle, double dpi) {
    const double tilt = common_tilt(rules);
    const auto position = [&](const Rule& rule) {
        const double at = (rule.along0 + rule.along1) / 2;
        return rule.across(at) - tilt * (at - middle);
    };
    std::sort(rules.begin(), rules.end(), [&](const Rule& a, const Rule& b) { return position(a) < position(b); });
    std::vector<GridLine> lines;
    double weight = 0;
    for (const Rule& rule : rules) {
        const double p = position(rule);
        if (lines.empty() || p - lines.back().position > same_line * dpi) {
            lines.push_back({{}, p, tilt, middle, 0});
            weight = 0;
        }
        GridLine& line = lines.back();
        line.position = (line.position * weight + p * rule.length()) / (weight + rule.length());
        weight += rule.length();
        line.thickness = std::max(line.thickness, rule.thickness);
        line.rules.push_back(rule);
    }
    for (GridLine& line : lines) {
        std::sort(line.rules.begin(), line.rules.end(),
                  [](const Rule& a, const Rule& b) { return a.along0 < b.along0; });
    }
    return lines;
}

double GridLine::across(double along) const {
    if (rules.empty()) return position + tilt * (along - middle);
    const Rule* nearest = nullptr;
    double least = 1e18;
    for (const Rule& rule : rules) {
        const double away = along < rule.along0 ? rule.along0 - along : along > rule.along1 ? along - rule.along1 : 0;
        if (away < least) {
            least = away;
            nearest = &rule;
        }
    }
    const double at = std::clamp(along, nearest->along0, nearest->along1);
    return nearest->across(at) + tilt * (along - at);
}

}  // namespace nianbao::layout
