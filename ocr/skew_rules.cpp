// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace nianbao {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double max_skew = 18 * degree;     // a photograph held by hand; beyond it families get mixed up
constexpr double family_width = 8 * degree;  // strong perspective spreads the directions of one family this far
constexpr double min_segment_mm = 8;         // longer than any stroke of a 22 point headline

struct Row {
    double dx, dy, x, y,
        weight;  // unit direction with dx > 0 (vertical family: axes exchanged), middle, length squared
};

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
    const int bins = 2 * static_cast<int>(max_skew / bin) + 1;
    std::vector<double> histogram(static_cast<std::size_t>(bins) + 4, 0.0);
    for (const RuleSegment& s : segments) {
        const double angle = folded_angle(s);
        if (std::abs(angle) > max_skew) continue;
        const auto at = static_cast<std::size_t>(std::lround(angle / bin) + bins / 2 + 2);
        const std::array<double, 5> kernel{1, 2, 3, 2, 1};
        for (std::size_t k = 0; k < kernel.size(); ++k) histogram[at + k - 2] += kernel[k] * s.length();
    }
    const auto best = std::max_element(histogram.begin(), histogram.end());
    if (*best <= 0) return std::nullopt;
    return (static_cast<double>(best - histogram.begin()) - bins / 2 - 2) * bin;
}

enum class Family { Horizontal, Vertical };

std::vector<Row> rows_of(const std::vector<RuleSegment>& segments, Family family, double skew, cv::Size size) {
    const double unit = std::hypot(size.width, size.height) / 2;
    std::vector<Row> rows;
    for (const RuleSegment& s : segments) {
        if (std::abs(folded_angle(s) - skew) > family_width) continue;
        if (is_horizontal(s, skew) != (family == Family::Horizontal)) continue;
        cv::Point2d d = s.direction();
        cv::Point2d m = (s.middle() - cv::Point2d((size.width - 1) / 2.0, (size.height - 1) / 2.0)) * (1 / unit);
        if (family == Family::Vertical) {
            std::swap(d.x, d.y);
            std::swap(m.x, m.y);
        }
        if (d.x < 0) d = -d;
        const double length = s.length() / unit;
        rows.push_back({d.x, d.y, m.x, m.y, length * length});
    }
    return rows;
}

struct LineFit {
    double slope = 0, vanish = 0;
    double slope_error = 1, vanish_error = 1;  // standard deviations
    double agreeing = 0, total = 0;            // lengths, in half diagonals
};

double residual(const Row& r, double slope, double vanish) {
    return r.dy - slope * r.dx + vanish * (r.y * r.dx - r.x * r.dy);
}

/// Robust least squares of the family's model, by reweighting (Tukey) with a scale that narrows.
LineFit fit(const std::vector<Row>& rows, double start_slope, bool with_vanish) {
    LineFit f;
    f.slope = start_slope;
    double a = 0, b = 0, c = 0, sum = 0, squares = 0, count = 0;
    for (int round = 0; round < 14; ++round) {
        const double scale = std::max(0.25, 4.0 * std::pow(0.7, round)) * degree;
        double u = 0, v = 0;
        a = b = c = sum = squares = count = 0;
        for (const Row& r : rows) {
            const double e = residual(r, f.slope, f.vanish) / scale;
            if (std::abs(e) >= 1) continue;
            const double w = r.weight * (1 - e * e) * (1 - e * e);
            const double p = r.dx, q = -(r.y * r.dx - r.x * r.dy);
            a += w * p * p, b += w * p * q, c += w * q * q;
            u += w * p * r.dy, v += w * q * r.dy;
            sum += w, squares += w * e * e * scale * scale, count += 1;
        }
        if (sum <= 0) return {};
        const double det = a * c - b * b;
        if (with_vanish && det > 1e-9 * a * a) {
            f.slope = (u * c - v * b) / det;
            f.vanish = (a * v - b * u) / det;
        } else {
            f.slope = u / a;
            f.vanish = 0;
        }
    }
    const double mean_weight = sum / std::max(count, 1.0);
    const double variance = squares / sum + 1e-8;  // the floor: edges are not better than 1/200 degree
    const double det = a * c - b * b;
    f.slope_error = std::sqrt(variance * mean_weight / a);
    f.vanish_error = det > 1e-12 ? std::sqrt(variance * mean_weight * a / det) : 1;
    for (const Row& r : rows) {
        const double length = std::sqrt(r.weight);
        f.total += length;
        if (std::abs(residual(r, f.slope, f.vanish)) < 0.3 * degree) f.agreeing += length;
    }
    return f;
}

/// A vanishing point is believed only when it is far from chance, moves the page's corner by a visible amount, and more
/// of the rules agree with it than with parallels.
LineFit better_fit(const std::vector<Row>& rows, double start_slope) {
    const LineFit parallel = fit(rows, start_slope, false);
    if (rows.size() < 4) return parallel;
    const LineFit meeting = fit(rows, start_slope, true);
    const bool sure = std::abs(meeting.vanish) > 6 * meeting.vanish_error && std::abs(meeting.vanish) > 0.003 &&
                      meeting.agreeing > 0.6 * meeting.total && meeting.agreeing > 1.02 * parallel.agreeing;
    return sure ? meeting : parallel;
}

double ramp(double value, double zero, double one) {
    return std::clamp((value - zero) / (one - zero), 0.0, 1.0);
}

}  // namespace

std::vector<RuleSegment> find_rule_segments(const MeasuringView& view) {
    std::vector<cv::Vec4f> found;
    cv::createLineSegmentDetector(cv::LSD_REFINE_STD)->detect(view.grey, found);
    std::vector<RuleSegment> segments;
    for (const cv::Vec4f& f : found) {
        const RuleSegment s{{f[0], f[1]}, {f[2], f[3]}};
        if (s.length() >= view.mm(min_segment_mm)) segments.push_back(s);
    }
    return segments;
}

RuleFamilies fit_rule_families(const std::vector<RuleSegment>& segments, cv::Size view_size) {
    RuleFamilies families;
    const std::optional<double> skew = dominant_angle(segments);
    if (!skew) return families;
    const LineFit h = better_fit(rows_of(segments, Family::Horizontal, *skew, view_size), std::tan(*skew));
    const LineFit v = better_fit(rows_of(segments, Family::Vertical, *skew, view_size), -std::tan(*skew));

    // The length that agrees decides how far each family counts in the one angle.
    const double both = h.agreeing + v.agreeing;
    if (both <= 0) return families;
    const double tangent = (h.agreeing * h.slope - v.agreeing * v.slope) / both;
    families.skew_degrees = std::atan(tangent) / degree;
    // Half a page width of rules (both edges of each are found: 1 half diagonal is 1.3 page widths of A4).
    double in_reach = 0;
    for (const RuleSegment& s : segments) in_reach += s.length();
    in_reach /= std::hypot(view_size.width, view_size.height) / 2;
    families.confidence = ramp(both, 0.5, 1.5) * ramp(both / in_reach, 0.3, 0.6);

    const bool h_strong = h.agreeing > 1.5 && h.agreeing > 0.6 * h.total;
    const bool v_strong = v.agreeing > 1.0 && v.agreeing > 0.6 * v.total;
    families.h_slope = h_strong ? h.slope : tangent;
    families.v_slope = v_strong ? v.slope : -tangent;
    families.h_vanish = h_strong ? h.vanish : 0;
    families.v_vanish = v_strong ? v.vanish : 0;
    const bool sheared = h_strong && v_strong && std::abs(h.slope + v.slope) > 0.15 * degree &&
                         std::abs(h.slope + v.slope) > 5 * (h.slope_error + v.slope_error);
    families.projective = families.h_vanish != 0 || families.v_vanish != 0 || sheared;
    return families;
}

}  // namespace nianbao
