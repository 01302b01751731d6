// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <optional>

// Geometry shared by every room. Origin top left, x to the right, y downwards, everywhere: in pixels of an image and in
// points (1/72 inch) of a page as a person sees it upright. Which of the two is said by the name or the comment.
namespace nianbao {

struct Point {
    double x = 0, y = 0;
};

/// Axis-parallel box, half open: x0 <= x < x1. Empty when x1 <= x0 or y1 <= y0.
struct Rect {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    double width() const { return x1 - x0; }
    double height() const { return y1 - y0; }
    bool empty() const { return x1 <= x0 || y1 <= y0; }
    double area() const { return empty() ? 0 : width() * height(); }
    Point center() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    bool contains(Point p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
    /// Every side moved outwards by dx, dy (inwards when negative).
    Rect inflated(double dx, double dy) const { return {x0 - dx, y0 - dy, x1 + dx, y1 + dy}; }
    friend bool operator==(const Rect&, const Rect&) = default;
};

Rect intersection(const Rect& a, const Rect& b);
/// Smallest box around both; an empty one counts for nothing.
Rect united(const Rect& a, const Rect& b);
/// Shared length of the two vertical (horizontal) extents; 0 when apart.
double vertical_overlap(const Rect& a, const Rect& b);
double horizontal_overlap(const Rect& a, const Rect& b);

/// Plane projective map, row-major 3x3, acting on column vectors (x, y, 1).
class Homography {
  public:
    Homography() = default;  ///< identity
    explicit Homography(const std::array<double, 9>& row_major) : m_(row_major) {}

    static Homography translation(double dx, double dy);
    static Homography scale(double sx, double sy);
    /// Turns by `degrees` clockwise as seen (y points down) around `center`.
    static Homography rotation(double degrees, Point center);

    Point map(Point p) const;
    /// Bounding box of the four mapped corners.
    Rect map_bounds(const Rect& r) const;
    /// std::nullopt when the map is singular.
    std::optional<Homography> inverse() const;
    const std::array<double, 9>& row_major() const { return m_; }

    /// (a * b).map(p) == a.map(b.map(p))
    friend Homography operator*(const Homography& a, const Homography& b);

  private:
    std::array<double, 9> m_{1, 0, 0, 0, 1, 0, 0, 0, 1};
};

}  // namespace nianbao
