// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/geometry.h"

#include <algorithm>
#include <cmath>

namespace nianbao {

Rect intersection(const Rect& a, const Rect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

Rect united(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

double vertical_overlap(const Rect& a, const Rect& b) {
    return std::max(0.0, std::min(a.y1, b.y1) - std::max(a.y0, b.y0));
}

double horizontal_overlap(const Rect& a, const Rect& b) {
    return std::max(0.0, std::min(a.x1, b.x1) - std::max(a.x0, b.x0));
}

Homography Homography::translation(double dx, double dy) {
    return Homography({1, 0, dx, 0, 1, dy, 0, 0, 1});
}

Homography Homography::scale(double sx, double sy) {
    return Homography({sx, 0, 0, 0, sy, 0, 0, 0, 1});
}

Homography Homography::rotation(double degrees, Point center) {
    const double radians = degrees * std::acos(-1.0) / 180.0;
    const double c = std::cos(radians);
    const double s = std::sin(radians);
    return translation(center.x, center.y) * Homography({c, -s, 0, s, c, 0, 0, 0, 1}) *
           translation(-center.x, -center.y);
}

Point Homography::map(Point p) const {
    const double w = m_[6] * p.x + m_[7] * p.y + m_[8];
    return {(m_[0] * p.x + m_[1] * p.y + m_[2]) / w, (m_[3] * p.x + m_[4] * p.y + m_[5]) / w};
}

Rect Homography::map_bounds(const Rect& r) const {
    const Point corners[] = {map({r.x0, r.y0}), map({r.x1, r.y0}), map({r.x1, r.y1}), map({r.x0, r.y1})};
    Rect box{corners[0].x, corners[0].y, corners[0].x, corners[0].y};
    for (const Point& p : corners) {
        box = {std::min(box.x0, p.x), std::min(box.y0, p.y), std::max(box.x1, p.x), std::max(box.y1, p.y)};
    }
    return box;
}

std::optional<Homography> Homography::inverse() const {
    const auto& m = m_;
    const double c0 = m[4] * m[8] - m[5] * m[7];
    const double c1 = m[5] * m[6] - m[3] * m[8];
    const double c2 = m[3] * m[7] - m[4] * m[6];
    const double det = m[0] * c0 + m[1] * c1 + m[2] * c2;
    if (std::abs(det) < 1e-12) return std::nullopt;
    return Homography({c0 / det, (m[2] * m[7] - m[1] * m[8]) / det, (m[1] * m[5] - m[2] * m[4]) / det, c1 / det,
                       (m[0] * m[8] - m[2] * m[6]) / det, (m[2] * m[3] - m[0] * m[5]) / det, c2 / det,
                       (m[1] * m[6] - m[0] * m[7]) / det, (m[0] * m[4] - m[1] * m[3]) / det});
}

Homography operator*(const Homography& a, const Homography& b) {
    std::array<double, 9> product{};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            for (int k = 0; k < 3; ++k) product[3 * row + column] += a.m_[3 * row + k] * b.m_[3 * k + column];
        }
    }
    return Homography(product);
}

}  // namespace nianbao
