// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/clean_ink.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace nianbao {
namespace {

constexpr double window_mm = 5;
constexpr double sensitivity = 0.18;  // Sauvola's k; his 0.5 loses faint rules, and the paper is already even here
constexpr double deviation_range = 128;
constexpr int surely_ink = 60, surely_paper = 236;

/// Sums of a window's column, kept while the window moves down, so that no integral image of the page is needed.
class ColumnSums {
  public:
    explicit ColumnSums(int width) : sum_(static_cast<std::size_t>(width)), square_(static_cast<std::size_t>(width)) {}

    void add(const std::uint8_t* row) { change(row, 1); }
    void remove(const std::uint8_t* row) { change(row, -1); }
    const std::vector<int>& sum() const { return sum_; }
    const std::vector<int>& square() const { return square_; }

  private:
    void change(const std::uint8_t* row, int sign) {
        for (std::size_t x = 0; x < sum_.size(); ++x) {
            sum_[x] += sign * row[x];
            square_[x] += sign * row[x] * row[x];
        }
    }
    std::vector<int> sum_, square_;
};

void threshold_row(const std::uint8_t* grey, std::uint8_t* ink, const ColumnSums& columns, int width, int half,
                   int rows) {
    std::int64_t sum = 0, square = 0;
    int count = 0;
    for (int x = 0; x < std::min(half, width); ++x) sum += columns.sum()[x], square += columns.square()[x], ++count;
    for (int x = 0; x < width; ++x) {
        if (x + half < width) sum += columns.sum()[x + half], square += columns.square()[x + half], ++count;
        if (x - half - 1 >= 0) sum -= columns.sum()[x - half - 1], square -= columns.square()[x - half - 1], --count;
        if (grey[x] >= surely_paper || grey[x] < surely_ink) {
            ink[x] = grey[x] < surely_ink ? 255 : 0;
            continue;
        }
        const double n = static_cast<double>(count) * rows;
        const double mean = static_cast<double>(sum) / n;
        const double deviation = std::sqrt(std::max(0.0, static_cast<double>(square) / n - mean * mean));
        ink[x] = grey[x] < mean * (1 + sensitivity * (deviation / deviation_range - 1)) ? 255 : 0;
    }
}

}  // namespace

cv::Mat find_ink(const cv::Mat& grey, double dpi) {
    const int half = std::max(7, static_cast<int>(window_mm * dpi / 25.4 / 2));
    cv::Mat ink(grey.size(), CV_8U);
    ColumnSums columns(grey.cols);
    int top = 0, bottom = 0;  // rows in the sums: top <= y < bottom
    for (int y = 0; y < grey.rows; ++y) {
        while (bottom < std::min(grey.rows, y + half + 1)) columns.add(grey.ptr(bottom++));
        while (top < y - half) columns.remove(grey.ptr(top++));
        threshold_row(grey.ptr(y), ink.ptr(y), columns, grey.cols, half, bottom - top);
    }
    return ink;
}

bool is_one_bit(const cv::Mat& grey) {
    std::size_t between = 0;
    for (int y = 0; y < grey.rows; ++y) {
        const std::uint8_t* row = grey.ptr(y);
        for (int x = 0; x < grey.cols; ++x) between += row[x] > 8 && row[x] < 247 ? 1 : 0;
    }
    // A drawn page has 2 % and more between: the edges of its characters.
    return static_cast<double>(between) < 0.004 * static_cast<double>(grey.total());
}

}  // namespace nianbao
