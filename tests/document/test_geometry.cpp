// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "document/geometry.h"

using namespace nianbao;

TEST_CASE("a rotation turns clockwise as seen") {
    const Point p = Homography::rotation(90, {0, 0}).map({1, 0});
    CHECK(p.x == Approx(0).margin(1e-9));
    CHECK(p.y == Approx(1));
}

TEST_CASE("a homography and its inverse cancel") {
    const Homography h({1.1, 0.1, 5, -0.2, 0.9, 7, 1e-4, -2e-4, 1});
    const Point p = (*h.inverse() * h).map({123, 456});
    CHECK(p.x == Approx(123));
    CHECK(p.y == Approx(456));
}

TEST_CASE("a singular map has no inverse") {
    CHECK_FALSE(Homography::scale(0, 1).inverse().has_value());
}

TEST_CASE("boxes: intersection, union, overlap") {
    const Rect a{0, 0, 10, 10}, b{5, 8, 20, 30};
    CHECK(intersection(a, b) == Rect{5, 8, 10, 10});
    CHECK(united(a, b) == Rect{0, 0, 20, 30});
    CHECK(united(a, Rect{}) == a);
    CHECK(vertical_overlap(a, b) == 2);
    CHECK(intersection(a, Rect{11, 0, 12, 5}).empty());
}
