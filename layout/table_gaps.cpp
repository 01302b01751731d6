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

/// The middle of the first gap; none where the rules are of one table.
std::optional<double> first_gap(const Cluster& cluster, const cv::Mat& ink, double dpi) {
    std::vector<GridLine> rows = lines_of(cluster.horizontal, cluster.box.center().x, dpi);
    std::erase_if(rows, [&](const GridLine& line) { return ends_of(line).length < long_rule * cluster.box.width(); });
    const auto is_drawn = [&](std::size_t r) {
        return std::ranges::all_of(std::array{true, false}, [&](bool left) {
            return Side(rows[r], rows[r + 1], left, dpi).covered(cluster.vertical, dpi) > much;
        });
    };
    const auto is_gap = [&](std::size_t r) {
        if (rows[r + 1].position - rows[r].position < least_gap * dpi) return false;
        return std::ranges::all_of(std::array{true, false}, [&](bool left) {
            const Side side(rows[r], rows[r + 1], left, dpi);
            return side.covered(cluster.vertical, dpi) < crumbs && side.inked(ink, dpi) < crumbs;
        });
    };
    for (std::size_t r = 1; r + 2 < rows.size(); ++r) {
        if (is_gap(r) && is_drawn(r - 1) && is_drawn(r + 1)) return (rows[r].position + rows[r + 1].position) / 2;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Cluster> parted_at_gaps(const Cluster& cluster, const cv::Mat& ink, double dpi) {
    const std::optional<double> gap = first_gap(cluster, ink, dpi);
    if (!gap) return {cluster};
    Cluster above, below;
    for (const Rule& rule : cluster.horizontal) {
        Cluster& part = rule.box().center().y < *gap ? above : below;
        part.horizontal.push_back(rule);
        part.box = united(part.box, rule.box());
    }
    for (const Rule& rule : cluster.vertical) {
        const double middle = (rule.along0 + rule.along1) / 2;
        Cluster& part = middle < *gap ? above : below;
        // The heading's strokes are no rules of either.
        if (middle > above.box.y1 && middle < below.box.y0) continue;
        part.vertical.push_back(rule);
        part.box = united(part.box, rule.box());
    }
    std::vector<Cluster> parts{above};
    const std::vector<Cluster> rest = parted_at_gaps(below, ink, dpi);
    parts.insert(parts.end(), rest.begin(), rest.end());
    return parts;
}

}  // namespace nianbao::layout
