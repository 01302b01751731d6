// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/table_gaps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "layout/grid_lines.h"
#include "layout/lone_strokes.h"

namespace nianbao::layout {
namespace {

constexpr double least_gap = 0.12;  // inches: a heading's line
constexpr double corner = 0.035;    // inches: sides and the soft ends of pale ones reach beyond the rows' rules
constexpr double nearby = 0.05;     // inches: of a side's rules from its rows' ends
constexpr double much = 0.6;        // of a row's side, where it is drawn
constexpr double crumbs = 0.08;     // of a gap's side: more may be left of a rule
constexpr double long_rule = 0.7;   // of the table's width

struct Ends {
    double left = 0, right = 0, length = 0;
};

Ends ends_of(const GridLine& line) {
    Ends ends{line.rules.front().along0, 0, 0};
    for (const Rule& rule : line.rules) {
        ends.right = std::max(ends.right, rule.along1);
        ends.length += rule.length();
    }
    return ends;
}

/// Between two boundaries, at their left or right ends.
class Side {
  public:
    Side(const GridLine& above, const GridLine& below, bool left, double dpi)
        : x0_(left ? ends_of(above).left : ends_of(above).right),
          x1_(left ? ends_of(below).left : ends_of(below).right),
          y0_(above.across(x0_) + corner * dpi),
          y1_(below.across(x1_) - corner * dpi) {}

    /// Share that rules cover.
    double covered(const std::vector<Rule>& vertical, double dpi) const {
        double sum = 0;
        for (const Rule& rule : vertical) {
            const double from = std::max(y0_, rule.along0), to = std::min(y1_, rule.along1);
            if (to > from && std::abs(rule.across((from + to) / 2) - at((from + to) / 2)) < nearby * dpi)
                sum += to - from;
        }
        return y1_ > y0_ ? sum / (y1_ - y0_) : 0;
    }

    /// Share that holds ink, rule or not.
    double inked(const cv::Mat& ink, double dpi) const {
        const int reach = static_cast<int>(std::lround(nearby * dpi / 2));
        int seen = 0, all = 0;
        for (int y = static_cast<int>(y0_); y < static_cast<int>(y1_); ++y, ++all) {
            bool any = false;
            for (int d = -reach; d <= reach && !any; ++d)
                any = has_ink(ink, Direction::vertical, y, static_cast<int>(std::lround(at(y))) + d);
            seen += any ? 1 : 0;
        }
        return all > 0 ? static_cast<double>(seen) / all : 1;
    }

  private:
    double at(double y) const { return y1_ > y0_ ? x0_ + (x1_ - x0_) * (y - y0_) / (y1_ - y0_) : x0_; }

    double x0_, x1_, y0_, y1_;
};

/// Of a gap: the rules above and below it.
struct Gap {
    GridLine above, below;
};

/// A side between two columns goes through the row, and on into the next one.
bool is_parted(const Gap& gap, const std::vector<Rule>& vertical, double dpi) {
    constexpr double beyond = 0.1;  // inches
    return std::ranges::any_of(vertical, [&](const Rule& rule) {
        const double x = rule.across((rule.along0 + rule.along1) / 2), slack = corner * dpi;
        const double above = gap.above.across(x) - rule.along0, below = rule.along1 - gap.below.across(x);
        return above > -slack && below > -slack && std::max(above, below) > beyond * dpi;
    });
}

/// None where the rules are of one table.
std::optional<Gap> first_gap(const Cluster& cluster, const cv::Mat& ink, double dpi) {
    std::vector<GridLine> rows = lines_of(cluster.horizontal, cluster.box.center().x, dpi);
    std::erase_if(rows, [&](const GridLine& line) { return ends_of(line).length < long_rule * cluster.box.width(); });
    const auto on_both = [&](std::size_t r, auto holds) {
        return std::ranges::all_of(std::array{true, false},
                                   [&](bool left) { return holds(Side(rows[r], rows[r + 1], left, dpi)); });
    };
    const auto is_drawn = [&](const Side& side) { return side.covered(cluster.vertical, dpi) > much; };
    const auto is_open = [&](const Side& side) {
        return side.covered(cluster.vertical, dpi) < crumbs && side.inked(ink, dpi) < crumbs;
    };
    for (std::size_t r = 1; r + 2 < rows.size(); ++r) {
        const Gap gap{rows[r], rows[r + 1]};
        if (rows[r + 1].position - rows[r].position < least_gap * dpi || is_parted(gap, cluster.vertical, dpi))
            continue;
        if (on_both(r, is_open) && on_both(r - 1, is_drawn) && on_both(r + 1, is_drawn)) return gap;
    }
    return std::nullopt;
}

void add(Cluster& part, std::vector<Rule>& side, const Rule& rule) {
    side.push_back(rule);
    part.box = united(part.box, rule.box());
}

}  // namespace

std::vector<Cluster> parted_at_gaps(const Cluster& cluster, const cv::Mat& ink, double dpi) {
    const std::optional<Gap> gap = first_gap(cluster, ink, dpi);
    if (!gap) return {cluster};
    const double slack = corner * dpi;
    Cluster above, below;
    // What lies between, the heading's strokes, is of neither.
    const auto share_out = [&](const Rule& rule, double x, double y, auto side) {
        if (y < gap->above.across(x) + slack) add(above, above.*side, rule);
        if (y > gap->below.across(x) - slack) add(below, below.*side, rule);
    };
    for (const Rule& rule : cluster.horizontal) {
        const double x = (rule.along0 + rule.along1) / 2;
        share_out(rule, x, rule.across(x), &Cluster::horizontal);
    }
    for (const Rule& rule : cluster.vertical) {
        const double y = (rule.along0 + rule.along1) / 2;
        share_out(rule, rule.across(y), y, &Cluster::vertical);
    }
    // On rules that no table has, either part might be all of it again.
    if (below.horizontal.size() >= cluster.horizontal.size()) return {cluster};
    std::vector<Cluster> parts{above};
    const std::vector<Cluster> rest = parted_at_gaps(below, ink, dpi);
    parts.insert(parts.end(), rest.begin(), rest.end());
    return parts;
}

}  // namespace nianbao::layout
