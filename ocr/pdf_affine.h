// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cmath>

#include "document/geometry.h"

namespace nianbao {

/// PDF's matrix [a b c d e f]: x' = a x + c y + e, y' = b x + d y + f (PDF 1.7, 8.3.3).
struct Affine {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    Point map(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }

    Rect map_bounds(const Rect& r) const {
        const Point p[] = {map({r.x0, r.y0}), map({r.x1, r.y0}), map({r.x0, r.y1}), map({r.x1, r.y1})};
        return {std::min({p[0].x, p[1].x, p[2].x, p[3].x}), std::min({p[0].y, p[1].y, p[2].y, p[3].y}),
                std::max({p[0].x, p[1].x, p[2].x, p[3].x}), std::max({p[0].y, p[1].y, p[2].y, p[3].y})};
    }

    /// First `first`, then `second`.
    static Affine chain(const Affine& first, const Affine& second) {
        return {first.a * second.a + first.b * second.c,
                first.a * second.b + first.b * second.d,
                first.c * second.a + first.d * second.c,
                first.c * second.b + first.d * second.d,
                first.e * second.a + first.f * second.c + second.e,
                first.e * second.b + first.f * second.d + second.f};
    }
};

}  // namespace nianbao
