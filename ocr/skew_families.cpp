// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_families.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "ocr/skew_fit.h"

namespace nianbao {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double max_skew = 18 * degree;     // a photograph held by hand; beyond it families get mixed up
constexpr double family_width = 8 * degree;  // strong perspective spreads the directions of one family this far
// A line of text is five times less certain than a rule of its length.
constexpr double text_trust = 0.04, text_tolerance = 2;
// Moves the corner of A4 by 4 pixels at 300 dpi; text alone must show more.
constexpr double least_vanish = 0.004, least_vanish_of_text = 0.012;

/// Direction as an angle from the nearer axis, -45..45 degrees.
double folded_angle(const RuleSegment& s) {
    const cv::Point2d d = s.direction();
    double angle = std::atan2(d.y, d.x);
    const double quarter = std::numbers::pi / 2;
    return angle - quarter * std::round(angle / quarter);
}

bool is_horizontal(const RuleSegment& s, double skew) {
    const cv::Point2d d = s.direction();
    return std::abs(d.x * std::cos(skew) + d.y * std::sin(skew)) > std::numbers::sqrt2 / 2;
}

/// The angle that most of the length agrees on, to a quarter of a degree; nothing when no length lies within max_skew.
std::optional<double> dominant_angle(const std::vector<RuleSegment>& segments) {
    constexpr double bin = 0.25 * degree;
    const int half = static_cast<int>(max_skew / bin);
    const int bins = 2 * half + 1;
    std::vector<double> histogram(static_cast<std::size_t>(bins) + 4, 0.0);
    for (const RuleSegment& s : segments) {
        const double angle = folded_angle(s);
        if (std::abs(angle) > max_skew) continue;
        const auto at = static_cast<std::size_t>(std::lround(angle / bin) + half + 2);
        const std::array<double, 5> kernel{1, 2, 3, 2, 1};
        for (std::size_t k = 0; k < kernel.size(); ++k) histogram[at + k - 2] += kernel[k] * s.length();
    }
    const auto best = std::max_element(histogram.begin(), histogram.end());
    if (*best <= 0) return std::nullopt;
    return (static_cast<double>(best - histogram.begin()) - half - 2) * bin;
}

enum class Family { horizontal, vertical };

std::vector<FamilyRow> rows_of(const std::vector<RuleSegment>& segments, Family family, double skew, cv::Size size) {
    const double unit = std::hypot(size.width, size.height) / 2;
    std::vector<FamilyRow> rows;
    for (const RuleSegment& s : segments) {
        if (std::abs(folded_angle(s) - skew) > family_width) continue;
        if (is_horizontal(s, skew) != (family == Family::horizontal)) continue;
        cv::Point2d d = s.direction();
        cv::Point2d m = (s.middle() - cv::Point2d((size.width - 1) / 2.0, (size.height - 1) / 2.0)) * (1 / unit);
        if (family == Family::vertical) {
            std::swap(d.x, d.y);
            std::swap(m.x, m.y);
        }
        if (d.x < 0) d = -d;
        FamilyRow row{d.x, d.y, m.x, m.y, s.length() / unit, 1, 1};
        if (s.origin == SegmentOrigin::text) row.trust = text_trust, row.tolerance = text_tolerance;
        rows.push_back(row);
    }
    return rows;
}

double rule_share(const std::vector<FamilyRow>& rows) {
    double rules = 0, total = 1e-9;
    for (const FamilyRow& row : rows) {
        total += row.length;
        if (row.trust == 1) rules += row.length;
    }
    return rules / total;
}

/// The simplest model that the rows support: a vanishing point is believed only when it is far from chance, moves the
/// page's corner by a visible amount and more of the rules agree with it than with parallels; curl only on top of that.
FamilyFit best_fit(const std::vector<FamilyRow>& rows, double start_slope, Family family) {
    const FamilyFit parallel = fit_family(rows, start_slope, FamilyModel::parallel);
    if (rows.size() < 4 || parallel.agreeing > 0.985 * parallel.total) return parallel;
    const double rules = rule_share(rows);
    const auto sure = [&](const FamilyFit& f) {
        return std::abs(f.vanish) > 6 * f.vanish_error &&
               std::abs(f.vanish) > (rules > 0.3 ? least_vanish : least_vanish_of_text) && f.agreeing > 0.5 * f.total;
    };
    const FamilyFit meeting = fit_family(rows, start_slope, FamilyModel::meeting);
    const bool better = sure(meeting) && meeting.agreeing > 1.02 * parallel.agreeing;
    FamilyFit best = better ? meeting : parallel;
    // Curl has three terms more: it must explain a tenth of the rules.
    if (family == Family::horizontal && rows.size() >= 20 && rules > 0.4 && best.agreeing < 0.85 * best.total) {
        const FamilyFit curled = fit_family(rows, start_slope, FamilyModel::meeting_curled);
        if (curled.agreeing > best.agreeing + 0.1 * best.total && curled.agreeing > 0.6 * curled.total) return curled;
    }
    return best;
}

struct ChosenFit {
    FamilyFit fit;
    bool strong = false;  // enough of it, and it agrees
};

ChosenFit choose_fit(const std::vector<RuleSegment>& inner, const std::vector<RuleSegment>& sides, Family family,
                     double skew, cv::Size size) {
    const double start = family == Family::horizontal ? std::tan(skew) : -std::tan(skew);
    const std::vector<FamilyRow> rows = rows_of(inner, family, skew, size);
    ChosenFit f{best_fit(rows, start, family), false};
    // Much of it: both edges of a rule nearly as long as a page is wide. Two sides of the sheet are better than little;
    // little, still, are both edges of the upright rules of a table of three low rows; one side is the last resort.
    const bool agrees = f.fit.agreeing > 0.6 * f.fit.total && f.fit.slope_error < 0.15 * degree;
    f.strong = agrees && f.fit.agreeing > 1.2;
    const std::vector<FamilyRow> edges = rows_of(sides, family, skew, size);
    if (f.strong && (edges.size() < 2 || f.fit.vanish != 0 || rule_share(rows) > 0.3)) return f;
    if (edges.size() == 2) {
        // Lines of text say where the sheet's sides, which may be bent, are wrong.
        std::vector<FamilyRow> all = rows;
        all.insert(all.end(), edges.begin(), edges.end());
        const FamilyFit together = fit_family(all, start, FamilyModel::meeting);
        if (together.agreeing > 0.8 * together.total) return {together, true};
        if (!f.strong) return {fit_family(edges, start, FamilyModel::meeting), true};
    }
    if (f.strong) return f;
    f.strong = agrees && f.fit.agreeing > 0.4;
    if (f.strong || edges.empty()) return f;
    return {fit_family(edges, start, FamilyModel::parallel), true};
}

Curl curl_of(const FamilyFit& fit, cv::Size size) {
    Curl curl{fit.curl, 0};
    if (curl.flat()) return curl;
    const double half = size.width / std::hypot(size.width, size.height);
    double sum = 0;
    constexpr int steps = 64;
    for (int i = 0; i <= steps; ++i) sum += curl.lowering(half * (2.0 * i / steps - 1));
    curl.offset = -sum / (steps + 1);
    return curl;
}

double total_length(const std::vector<RuleSegment>& segments, cv::Size size) {
    double total = 0;
    for (const RuleSegment& s : segments) total += s.length();
    return total / (std::hypot(size.width, size.height) / 2);
}

double ramp(double value, double zero, double one) {
    return std::clamp((value - zero) / (one - zero), 0.0, 1.0);
}

}  // namespace

RuleFamilies fit_rule_families(const std::vector<RuleSegment>& segments, cv::Size view_size) {
    std::vector<RuleSegment> inner, sides;
    for (const RuleSegment& s : segments) (s.origin == SegmentOrigin::paper ? sides : inner).push_back(s);
    RuleFamilies families;
    std::optional<double> skew = dominant_angle(inner);
    if (!skew) skew = dominant_angle(sides);
    if (!skew) return families;
    const ChosenFit h = choose_fit(inner, sides, Family::horizontal, *skew, view_size);
    const ChosenFit v = choose_fit(inner, sides, Family::vertical, *skew, view_size);

    // The length that agrees decides how far each family counts in the one angle.
    const double both = h.fit.agreeing + v.fit.agreeing;
    if (both <= 0) return families;
    const double tangent = (h.fit.agreeing * h.fit.slope - v.fit.agreeing * v.fit.slope) / both;
    // Half a page width of rules (both edges of each are found: 1 half diagonal is 1.3 page widths of A4).
    families.confidence = ramp(both, 0.5, 1.5) * ramp(both / total_length(segments, view_size), 0.3, 0.6);
    families.h_slope = h.strong ? h.fit.slope : v.strong ? -v.fit.slope : tangent;
    families.v_slope = v.strong ? v.fit.slope : -families.h_slope;
    families.h_vanish = h.strong ? h.fit.vanish : 0;
    families.v_vanish = v.strong ? v.fit.vanish : 0;
    if (h.strong) families.curl = curl_of(h.fit, view_size);
    families.skew_degrees = std::atan(h.strong == v.strong ? tangent : families.h_slope) / degree;
    const double shear = std::abs(h.fit.slope + v.fit.slope);
    const bool sheared =
        h.strong && v.strong && shear > 0.15 * degree && shear > 5 * (h.fit.slope_error + v.fit.slope_error);
    families.projective = families.h_vanish != 0 || families.v_vanish != 0 || sheared || !families.curl.flat();
    return families;
}

}  // namespace nianbao
