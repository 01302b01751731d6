// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/dashes.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace nianbao::layout {
namespace {

constexpr double slimness = 1.8;             // width by height
constexpr double least_width = 0.02;         // inches
constexpr double greatest_width = 0.1;       // inches
constexpr double off_line = 0.015;           // inches
constexpr int together = 3;                  // with itself
constexpr std::size_t dust_all_over = 1000;  // of a page

bool alike(const cv::Rect& a, const cv::Rect& b) {
    return std::abs(a.width - b.width) <= 2 && std::abs(a.height - b.height) <= 1;
}

int twice_middle_x(const cv::Rect& box) {
    return 2 * box.x + box.width;
}

int twice_middle_y(const cv::Rect& box) {
    return 2 * box.y + box.height;
}

bool is_stroke(const cv::Rect& box, double dpi) {
    return box.width >= slimness * box.height && box.width >= least_width * dpi && box.width <= greatest_width * dpi;
}

}  // namespace

Dashes::Dashes(const std::vector<cv::Rect>& boxes, double dpi) : dpi_(dpi) {
    std::ranges::copy_if(boxes, std::back_inserter(strokes_), [&](const cv::Rect& box) { return is_stroke(box, dpi); });
    if (strokes_.size() > dust_all_over) strokes_.clear();
}

bool Dashes::contains(const cv::Rect& box) const {
    if (!is_stroke(box, dpi_)) return false;
    const double off = 2 * off_line * dpi_;
    const auto in_row = std::ranges::count_if(strokes_, [&](const cv::Rect& other) {
        return alike(box, other) && std::abs(twice_middle_y(box) - twice_middle_y(other)) <= off;
    });
    const auto in_column = std::ranges::count_if(strokes_, [&](const cv::Rect& other) {
        return alike(box, other) && std::abs(twice_middle_x(box) - twice_middle_x(other)) <= off;
    });
    return std::max(in_row, in_column) >= together;
}

}  // namespace nianbao::layout
