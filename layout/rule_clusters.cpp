// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/rule_clusters.h"

#include <algorithm>
#include <cmath>

#include "layout/lone_sides.h"
#include "layout/union_find.h"

namespace nianbao::layout {
namespace {

// Inches.
constexpr double meeting = 0.04;  // two rules this near each other meet (worn corners)
constexpr double touching = 0.014;
constexpr double in_line = 0.015;      // pieces of one rule lie on one line to within this
constexpr double least_overlap = 0.2;  // of the smaller box's area
constexpr double least_inside = 0.8;   // of a stray's area that lies in the table it belongs to
constexpr double clean = 0.15;         // crowding of a piece of a rule, at most: strokes of characters have more
constexpr double near = 0.2;           // worn pieces that come this near to a place where they would cross
constexpr double row_gap = 3, column_gap = 0.5;  // between pieces of one rule; tables that follow keep more
constexpr double long_piece = 0.3;               // longer than strokes of characters
constexpr double table_side = 0.4;               // more than characters have
constexpr double long_within = 1;                // of a rule that meets none of its table's
constexpr std::size_t whole_table = 16;          // rules; what has fewer may be a part of one
constexpr std::size_t many_pieces = 12;          // worn ones; on a page in good order there are none
constexpr double break_gap = 0.15;               // in a rule

bool meet(const Rule& a, const Rule& b, double reach) {
    return !intersection(a.box().inflated(reach, reach), b.box()).empty();
}

/// Horizontal rules first, then the vertical ones.
UnionFind unite_meeting(const Rules& rules, double reach) {
    const std::size_t h = rules.horizontal.size();
    UnionFind sets(h + rules.vertical.size());
    for (std::size_t i = 0; i < h; ++i) {
        for (std::size_t j = 0; j < rules.vertical.size(); ++j) {
            if (meet(rules.horizontal[i], rules.vertical[j], reach)) sets.unite(i, h + j);
        }
    }
    return sets;
}

std::vector<Cluster> clusters_from(const Rules& rules, UnionFind& sets) {
    const std::size_t h = rules.horizontal.size();
    std::vector<Cluster> clusters(sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
        Cluster& cluster = clusters[sets.find(i)];
        const Rule& rule = i < h ? rules.horizontal[i] : rules.vertical[i - h];
        (i < h ? cluster.horizontal : cluster.vertical).push_back(rule);
        cluster.box = united(cluster.box, rule.box());
    }
    std::erase_if(clusters, [](const Cluster& c) { return c.box.empty(); });
    return clusters;
}

/// Rules that hang together, directly or through others.
std::vector<Cluster> touching_rules(const Rules& rules, double reach) {
    UnionFind sets = unite_meeting(rules, reach);
    return clusters_from(rules, sets);
}

bool on_one_line(const Rule& a, const Rule& b, double dpi) {
    const double gap = std::max(a.along0, b.along0) - std::min(a.along1, b.along1);
    const double widest = a.direction == Direction::horizontal ? row_gap : column_gap;
    const double at = (std::max(a.along0, b.along0) + std::min(a.along1, b.along1)) / 2;
    return gap < widest * dpi && std::abs(a.across(at) - b.across(at)) <= in_line * dpi;
}

/// Of pieces of rules: those that would meet if they went on a little, or go on with one another.
std::vector<Cluster> nearly_touching(const Rules& pieces) {
    UnionFind sets = unite_meeting(pieces, near * pieces.dpi);
    const auto unite_lines = [&](const std::vector<Rule>& side, std::size_t first) {
        for (std::size_t i = 0; i < side.size(); ++i) {
            for (std::size_t j = i + 1; j < side.size(); ++j) {
                if (on_one_line(side[i], side[j], pieces.dpi)) sets.unite(first + i, first + j);
            }
        }
    };
    unite_lines(pieces.horizontal, 0);
    unite_lines(pieces.vertical, pieces.horizontal.size());
    return clusters_from(pieces, sets);
}

bool reaches_into(const Cluster& a, const Rect& box) {
    const auto inside = [&](const Rule& rule) { return !intersection(rule.box(), box).empty(); };
    return std::any_of(a.horizontal.begin(), a.horizontal.end(), inside) ||
           std::any_of(a.vertical.begin(), a.vertical.end(), inside);
}

/// Halves of one table lie within each other and their rules do too. The edge of a sheet or a frame around the page
/// brushes a table's box, or contains it, but has no rule in it.
bool overlap_much(const Cluster& a, const Cluster& b, double reach) {
    const Rect x = a.box.inflated(reach, reach), y = b.box.inflated(reach, reach);
    return intersection(x, y).area() > least_overlap * std::min(x.area(), y.area()) && reaches_into(a, y) &&
           reaches_into(b, x);
}

/// Clusters that are one become one; the united one is asked about all others anew.
template <class AreOne>
std::vector<Cluster> join_where(std::vector<Cluster> clusters, AreOne are_one) {
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        for (std::size_t j = i + 1; j < clusters.size(); ++j) {
            if (!are_one(clusters[i], clusters[j])) continue;
            unite(clusters[i], clusters[j]);
            clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(j));
            i = static_cast<std::size_t>(-1);  // start again: the grown box may reach others
            break;
        }
    }
    return clusters;
}

/// A worn rule can leave two halves of one table apart: clusters whose boxes overlap are one.
std::vector<Cluster> join_overlapping(std::vector<Cluster> clusters, double reach) {
    return join_where(std::move(clusters),
                      [reach](const Cluster& a, const Cluster& b) { return overlap_much(a, b, reach); });
}

double tilt_of(const std::vector<Rule>& rules) {
    double rise = 0, run = 0;
    for (const Rule& rule : rules) {
        rise += rule.path.back().y - rule.path.front().y;
        run += rule.path.back().x - rule.path.front().x;
    }
    return run > 0 ? rise / run : 0;
}

/// Whether the rule goes on with one of the cluster's, or closes a side of its table.
bool belongs_to(const Rule& rule, const Cluster& cluster, double dpi) {
    if (rule.crowding > clean) return false;
    const bool flat = rule.direction == Direction::horizontal;
    const std::vector<Rule>& others = flat ? cluster.horizontal : cluster.vertical;
    const std::vector<Rule>& crossing = flat ? cluster.vertical : cluster.horizontal;
    const double at = (rule.along0 + rule.along1) / 2, across = rule.across(at), tilt = tilt_of(others);
    const bool goes_on = std::any_of(others.begin(), others.end(), [&](const Rule& other) {
        const double nearest = std::clamp(at, other.along0, other.along1);
        return other.length() > 2 * meeting * dpi &&
               std::abs(other.across(nearest) + tilt * (at - nearest) - across) <= in_line * dpi;
    });
    if (goes_on) return true;
    // The side of a table, worn off where the rules that end on it meet it.
    const double first = flat ? cluster.box.y0 : cluster.box.x0, last = flat ? cluster.box.y1 : cluster.box.x1;
    if (std::min(std::abs(across - first), std::abs(across - last)) > meeting * dpi) return false;
    const auto ends = std::count_if(crossing.begin(), crossing.end(), [&](const Rule& other) {
        const double away = std::min(std::abs(other.along0 - across), std::abs(other.along1 - across));
        return other.length() > 10 * meeting * dpi && away <= meeting / 2 * dpi;
    });
    return ends >= 2;
}

bool lies_in(const Rect& box, const Rect& table) {
    return intersection(box, table).area() >= least_inside * box.area();
}

/// What of a stray belongs to the table; strokes of characters that lie about there do not.
Cluster part_of(const Cluster& stray, const Cluster& table, double dpi) {
    Cluster part;
    if (!lies_in(stray.box, table.box.inflated(meeting * dpi, meeting * dpi))) return part;
    for (const auto side : {&Cluster::horizontal, &Cluster::vertical}) {
        for (const Rule& rule : stray.*side) {
            // Longer than any character; what crosses others may be a table of its own in a frame.
            const bool alone = !crosses(stray) && rule.length() > long_within * dpi && rule.crowding <= clean;
            if (!alone && !belongs_to(rule, table, dpi)) continue;
            (part.*side).push_back(rule);
            part.box = united(part.box, rule.box());
        }
    }
    return part;
}

double length_of(const Cluster& cluster) {
    double sum = 0;
    for (const auto* side : {&cluster.horizontal, &cluster.vertical}) {
        for (const Rule& rule : *side) sum += rule.length();
    }
    return sum;
}

bool is_as_large_as_table(const Cluster& stray, double dpi) {
    return crosses(stray) && std::min(stray.box.width(), stray.box.height()) > table_side * dpi;
}

/// A table inside the edges of its sheet may have a rule in line with them; it is no stray for that.
bool is_table_of_its_own(const Cluster& stray, const Cluster& part, double dpi) {
    return is_as_large_as_table(stray, dpi) && length_of(part) < length_of(stray) / 2;
}

/// Pieces that wear has left alone within a table.
void take_in_strays(std::vector<Cluster>& clusters, double dpi) {
    std::sort(clusters.begin(), clusters.end(),
              [](const Cluster& a, const Cluster& b) { return a.box.area() > b.box.area(); });
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        if (!crosses(clusters[i])) continue;
        for (std::size_t j = clusters.size() - 1; j > i; --j) {
            const Cluster part = part_of(clusters[j], clusters[i], dpi);
            if (part.box.empty() || is_table_of_its_own(clusters[j], part, dpi)) continue;
            // Half of a table brings the columns that it alone has.
            unite(clusters[i], is_as_large_as_table(clusters[j], dpi) ? clusters[j] : part);
            clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(j));
        }
    }
}

/// How many long rules of the one go on in the other.
std::ptrdiff_t in_line_with(const std::vector<Rule>& some, const std::vector<Rule>& others, double dpi) {
    const auto is_long = [dpi](const Rule& rule) { return rule.length() >= long_piece * dpi; };
    return std::ranges::count_if(some, [&](const Rule& rule) {
        return is_long(rule) && std::ranges::any_of(others, [&](const Rule& other) {
                   return is_long(other) && on_one_line(rule, other, dpi);
               });
    });
}

bool is_worn(const Cluster& cluster) {
    const auto worn = [](const Rule& rule) { return rule.worn; };
    return std::ranges::any_of(cluster.horizontal, worn) || std::ranges::any_of(cluster.vertical, worn);
}

/// Whether the rows of the one begin before those of the other end, and several columns go on: two tables of one width
/// that follow each other have their columns in line, too, but keep apart.
bool run_into_each_other(const Cluster& a, const Cluster& b, double dpi) {
    constexpr std::ptrdiff_t several = 3;
    constexpr double as_wide = 0.8;
    const double narrower = std::min(a.box.width(), b.box.width());
    return vertical_overlap(a.box, b.box) > 2 * meeting * dpi &&
           horizontal_overlap(a.box, b.box) > as_wide * narrower && reaches_into(a, b.box) && reaches_into(b, a.box) &&
           in_line_with(a.vertical, b.vertical, dpi) >= several;
}

/// Parts of one table that wear has left apart: they lie within each other now that they have their pieces, or several
/// row boundaries show in both.
std::vector<Cluster> join_parts(std::vector<Cluster> clusters, double dpi) {
    constexpr std::ptrdiff_t several = 3;
    return join_where(std::move(clusters), [dpi](const Cluster& a, const Cluster& b) {
        if (!crosses(a) || !crosses(b)) return false;
        if (overlap_much(a, b, touching * dpi) || run_into_each_other(a, b, dpi)) return true;
        // Two tables beside each other in good order are two.
        const bool apart = intersection(a.box, b.box).empty();
        if (apart && (!is_worn(a) || !is_worn(b))) return false;
        return in_line_with(a.horizontal, b.horizontal, dpi) >= several;
    });
}

bool is_long_piece(const Rule& rule, double dpi) {
    return rule.length() >= long_piece * dpi && (rule.worn || rule.crowding <= clean);
}

/// Moves the long pieces of the cluster's one side to `pieces`.
std::size_t take_pieces(std::vector<Rule>& side, std::vector<Rule>& pieces, double dpi) {
    const auto first =
        std::stable_partition(side.begin(), side.end(), [dpi](const Rule& rule) { return !is_long_piece(rule, dpi); });
    const auto worn = std::count_if(first, side.end(), [](const Rule& rule) { return rule.worn; });
    pieces.insert(pieces.end(), first, side.end());
    side.erase(first, side.end());
    return static_cast<std::size_t>(worn);
}

/// How many rules found whole go on beyond a small gap, and end on nothing there: a copier has worn them. Those of
/// tables that follow each other end on their borders.
std::size_t broken_off(const Rules& pieces) {
    const double reach = meeting * pieces.dpi;
    const auto count_in = [&](const std::vector<Rule>& side, const std::vector<Rule>& crossing) {
        const auto ends_on_rule = [&](const Rule& rule, double end) {
            return std::ranges::any_of(crossing, [&](const Rule& other) {
                const double across = rule.across(end);
                const bool passes = other.along0 - reach < across && across < other.along1 + reach;
                return passes && std::abs(other.across(across) - end) < reach;
            });
        };
        return std::ranges::count_if(side, [&](const Rule& rule) {
            return !rule.worn && std::ranges::any_of(side, [&](const Rule& other) {
                const double gap = other.along0 - rule.along1;
                const bool goes_on = gap > 0 && gap < break_gap * pieces.dpi && on_one_line(rule, other, pieces.dpi);
                return goes_on && !ends_on_rule(rule, rule.along1) && !ends_on_rule(other, other.along0);
            });
        });
    };
    return static_cast<std::size_t>(count_in(pieces.horizontal, pieces.vertical) +
                                    count_in(pieces.vertical, pieces.horizontal));
}

/// Rules worn to pieces of which hardly two meet: those that come near to crossing are of one table. Only where there
/// are many of them: the line below a page's header is no table's.
void join_pieces(std::vector<Cluster>& clusters, double dpi) {
    std::vector<Cluster> rest;
    Rules pieces;
    pieces.dpi = dpi;
    std::size_t worn = 0;
    for (Cluster cluster : clusters) {
        const bool whole = crosses(cluster) && cluster.horizontal.size() + cluster.vertical.size() >= whole_table;
        if (!whole) {
            worn += take_pieces(cluster.horizontal, pieces.horizontal, dpi);
            worn += take_pieces(cluster.vertical, pieces.vertical, dpi);
        }
        if (!cluster.horizontal.empty() || !cluster.vertical.empty()) rest.push_back(std::move(cluster));
    }
    if (worn + broken_off(pieces) < many_pieces) return;
    clusters = join_overlapping(nearly_touching(pieces), near * dpi);
    clusters.insert(clusters.end(), rest.begin(), rest.end());
}

}  // namespace

void unite(Cluster& a, const Cluster& b) {
    a.horizontal.insert(a.horizontal.end(), b.horizontal.begin(), b.horizontal.end());
    a.vertical.insert(a.vertical.end(), b.vertical.begin(), b.vertical.end());
    a.box = united(a.box, b.box);
}

bool crosses(const Cluster& cluster) {
    return !cluster.horizontal.empty() && !cluster.vertical.empty();
}

std::vector<Cluster> clusters_of(const Rules& rules) {
    std::vector<Cluster> clusters = touching_rules(rules, meeting * rules.dpi);
    std::vector<Cluster> alone;
    const auto crossing = std::partition(clusters.begin(), clusters.end(), crosses);
    alone.assign(crossing, clusters.end());
    clusters.erase(crossing, clusters.end());
    clusters = join_overlapping(std::move(clusters), touching * rules.dpi);
    clusters.insert(clusters.end(), alone.begin(), alone.end());
    join_pieces(clusters, rules.dpi);
    take_in_strays(clusters, rules.dpi);
    clusters = join_parts(std::move(clusters), rules.dpi);
    take_in_lone_sides(clusters, rules.dpi);
    std::erase_if(clusters, [](const Cluster& cluster) { return !crosses(cluster); });
    return clusters;
}

}  // namespace nianbao::layout
