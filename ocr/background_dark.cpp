// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/background_dark.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

#include "ocr/background.h"

namespace nianbao {
namespace {

constexpr int dark_cell_level = 158;  // of 255 = paper: 0.62, darker than any shading under dark text
constexpr double thickest_rule_mm = 1.2;
constexpr double lowest_cell_mm = 3.5;
constexpr double text_height_mm = 5;   // of bright text in a dark cell, bridged
constexpr double least_ground = 0.62;  // share of a dark cell that no bright text covers, padding included

cv::Mat square(int side) {
    return cv::Mat::ones(side, side, CV_8U);
}

std::uint8_t nth(std::vector<std::uint8_t>& values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

struct DarkCell {
    cv::Rect box;
    cv::Mat mask;                // of the box's size
    int ground = 0, text = 255;  // levels against paper
};

/// Levels of the cell's pixels at full resolution, against the paper. Averaged ones will not do: dense hanzi, averaged,
/// look like a dark cell.
std::vector<std::uint8_t> levels_in(const cv::Mat& grey, const cv::Mat& paper, const DarkCell& cell, double factor) {
    std::vector<std::uint8_t> values;
    const auto step = std::max(1, static_cast<int>(factor / 2));
    for (int y = static_cast<int>(cell.box.y * factor); y < std::min<int>(grey.rows, cell.box.br().y * factor);
         y += step) {
        const int row = std::min(cell.box.height - 1, static_cast<int>(y / factor) - cell.box.y);
        for (int x = static_cast<int>(cell.box.x * factor); x < std::min<int>(grey.cols, cell.box.br().x * factor);
             x += step) {
            const int column = std::min(cell.box.width - 1, static_cast<int>(x / factor) - cell.box.x);
            if (row < 0 || column < 0 || cell.mask.at<std::uint8_t>(row, column) == 0) continue;
            const int level = std::max<int>(1, paper.at<std::uint8_t>(cell.box.y + row, cell.box.x + column));
            values.push_back(cv::saturate_cast<std::uint8_t>(255.0 * grey.at<std::uint8_t>(y, x) / level));
        }
    }
    return values;
}

/// A cell's padding runs all around its text: the area's rim is dark without a gap. Lumps of dense hanzi have none.
bool has_dark_rim(const cv::Mat& ratio, const DarkCell& cell, int width) {
    // Without the outermost pixel, which the cell shares with the paper.
    cv::Mat outer, inner;
    cv::erode(cell.mask, outer, square(3), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::erode(outer, inner, square(2 * width + 1), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    const cv::Mat rim = outer & ~inner;
    const int dark = cv::countNonZero(rim & (ratio(cell.box) < dark_cell_level));
    return dark > 0.93 * cv::countNonZero(rim);
}

/// An even dark ground, with bright text or empty?
bool is_dark_cell(std::vector<std::uint8_t> values, DarkCell& cell) {
    if (values.size() < 200) return false;
    cell.ground = nth(values, 0.5);
    cell.text = nth(values, 0.995);  // a lone digit is a hundredth of a wide cell
    const auto even =
        std::count_if(values.begin(), values.end(), [&](int v) { return std::abs(v - cell.ground) < 26; });
    // Most of dark text's own box is paper; the heaviest headlines come to a half.
    if (cell.ground >= dark_cell_level || static_cast<double>(even) < least_ground * static_cast<double>(values.size()))
        return false;
    // 45 levels are more than a scanner's unevenness: below, there is no text.
    if (cell.text - cell.ground < 45) cell.text = 255;
    return true;
}

std::vector<DarkCell> find_dark_cells(const cv::Mat& grey, const CoarsePage& page, const cv::Mat& paper) {
    cv::Mat ratio;
    cv::divide(page.pixels, paper, ratio, 255);
    cv::Mat solid = ratio < dark_cell_level;
    cv::morphologyEx(solid, solid, cv::MORPH_OPEN, square(page.kernel(thickest_rule_mm)));
    if (cv::countNonZero(solid) == 0) return {};
    cv::morphologyEx(solid, solid, cv::MORPH_CLOSE, square(page.kernel(text_height_mm)));
    // Nothing thinner than a cell is high: the strokes of a large headline are no cells.
    cv::morphologyEx(solid, solid, cv::MORPH_OPEN, square(page.kernel(lowest_cell_mm)));
    cv::Mat labels, stats, centers;
    const int count = cv::connectedComponentsWithStats(solid, labels, stats, centers, 4, CV_32S);
    const double factor = grey.cols / static_cast<double>(page.pixels.cols);
    std::vector<DarkCell> cells;
    for (int i = 1; i < count; ++i) {
        DarkCell cell;
        cell.box = {stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                    stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
        if (cell.box.width < page.px(6)) continue;
        if (cell.box.x == 0 || cell.box.y == 0 || cell.box.br().x == ratio.cols || cell.box.br().y == ratio.rows)
            continue;
        cell.mask = labels(cell.box) == i;
        if (!has_dark_rim(ratio, cell, page.px(0.4))) continue;
        if (is_dark_cell(levels_in(grey, paper, cell, factor), cell)) cells.push_back(std::move(cell));
    }
    return cells;
}

void invert(cv::Mat& grey, const cv::Mat& paper, const DarkCell& cell, double factor) {
    // The outermost coarse pixel stays: the frame.
    cv::Mat inner;
    cv::erode(cell.mask, inner, square(3), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    const cv::Rect full =
        cv::Rect(cv::Point(static_cast<int>(cell.box.x * factor), static_cast<int>(cell.box.y * factor)),
                 cv::Size(static_cast<int>(cell.box.width * factor), static_cast<int>(cell.box.height * factor))) &
        cv::Rect({0, 0}, grey.size());
    cv::resize(inner, inner, full.size(), 0, 0, cv::INTER_NEAREST);
    const double bright = std::max(1, cell.text - cell.ground), dim = std::max(40, cell.ground);
    for (int y = 0; y < full.height; ++y) {
        std::uint8_t* row = grey.ptr(full.y + y) + full.x;
        const std::uint8_t* mask = inner.ptr(y);
        const std::uint8_t* back = paper.ptr(std::min(paper.rows - 1, static_cast<int>((full.y + y) / factor)));
        for (int x = 0; x < full.width; ++x) {
            if (mask[x] == 0) continue;
            const int level = back[std::min(paper.cols - 1, static_cast<int>((full.x + x) / factor))];
            const double above = row[x] * 255.0 / level - cell.ground;
            // Darker than the ground are black rules; a fifth of the way is the ground's own unevenness.
            const double ink = std::clamp(1.25 * ((above > 0 ? above / bright : -above / dim) - 0.2), 0.0, 0.95);
            row[x] = cv::saturate_cast<std::uint8_t>(level * (1 - ink));
        }
    }
}

}  // namespace

void invert_dark_cells(cv::Mat& grey, double dpi) {
    const CoarsePage page = coarse_page(grey, dpi);
    const cv::Mat paper = local_paper(page);
    const std::vector<DarkCell> cells = find_dark_cells(grey, page, paper);
    const double factor = grey.cols / static_cast<double>(page.pixels.cols);
    for (const DarkCell& cell : cells) invert(grey, paper, cell, factor);
}

}  // namespace nianbao
