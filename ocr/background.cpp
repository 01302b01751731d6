// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/background.h"

#include <array>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao {
namespace {

constexpr double coarse_dpi = 75;
constexpr double inch_mm = 25.4;
// Wider than a stroke of a headline and than the ink of a dense hanzi, narrower than a shaded cell is high.
constexpr double widest_ink_mm = 3.4;
constexpr double darkest_paper = 0.35;  // of the page's paper: a shadow deeper than this hides its text anyway

int quantile(const cv::Mat& plane, double share) {
    std::vector<std::uint8_t> values(plane.begin<std::uint8_t>(), plane.end<std::uint8_t>());
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Brightness behind the ink for each coarse pixel, shading included.
cv::Mat behind_the_ink(const CoarsePage& page) {
    const int size = page.kernel(widest_ink_mm);
    cv::Mat behind;
    cv::morphologyEx(page.pixels, behind, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size}));
    cv::blur(behind, behind, {3, 3});  // no wider, or shaded cells get a seam
    const int floor = static_cast<int>(darkest_paper * quantile(behind, 0.9));
    return cv::max(behind, std::max(floor, 1));
}

using Histogram = std::array<double, 256>;

Histogram divide(cv::Mat& grey, const cv::Mat& behind) {
    std::array<std::uint32_t, 256> reciprocal{};
    // 240: paper that is a little brighter than estimated must not be clipped before its level is measured.
    for (std::uint32_t b = 1; b < 256; ++b) reciprocal[b] = (240U << 16U) / b;
    std::array<std::uint32_t, 256> counts{};
    for (int y = 0; y < grey.rows; ++y) {
        std::uint8_t* row = grey.ptr(y);
        const std::uint8_t* back = behind.ptr(y);
        for (int x = 0; x < grey.cols; ++x) {
            row[x] = static_cast<std::uint8_t>(std::min(255U, (row[x] * reciprocal[back[x]]) >> 16U));
            ++counts[row[x]];
        }
    }
    Histogram histogram{};
    const double total = static_cast<double>(grey.total());
    for (std::size_t i = 0; i < 256; ++i) histogram[i] = counts[i] / total;
    return histogram;
}

/// The level from which on everything is paper: the bulk of the page, less its noise.
double white_level(const Histogram& histogram) {
    std::size_t mode = 240;
    for (std::size_t i = 180; i < 256; ++i) {
        if (histogram[i] > histogram[mode]) mode = i;
    }
    // Paper that the scanner clipped lies at its mode altogether; otherwise half of it lies below, two thirds of that
    // half within one standard deviation.
    const std::size_t lowest = mode - 50;
    double half = 0;
    for (std::size_t i = lowest; i <= mode; ++i) half += histogram[i];
    std::size_t at = mode;
    for (double sum = histogram[at]; at > lowest && sum < 0.68 * half; sum += histogram[at]) --at;
    const double deviation = static_cast<double>(mode - at);
    return std::clamp(static_cast<double>(mode) - 1.5 * deviation - 4, 190.0, 250.0);
}

/// How dark the page's ink is: the middle of the darkest 1.5 % of the page, or black when it has less ink.
double black_level(const Histogram& histogram, double white) {
    double ink = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(0.75 * white); ++i) ink += histogram[i];
    if (ink < 0.002) return 0;
    double sum = 0;
    std::size_t level = 0;
    for (const double wanted = std::min(0.5 * ink, 0.0075); level < 255 && sum < wanted; ++level)
        sum += histogram[level];
    // Stretched at most threefold, and never so far that the noise inside strokes is clipped away from their edges.
    return std::min(0.85 * static_cast<double>(level), 0.66 * white);
}

}  // namespace

CoarsePage coarse_page(const cv::Mat& page, double dpi) {
    CoarsePage coarse;
    const double factor = std::max(1.0, dpi / coarse_dpi);
    const cv::Size size(std::max(1, static_cast<int>(std::lround(page.cols / factor))),
                        std::max(1, static_cast<int>(std::lround(page.rows / factor))));
    cv::resize(page, coarse.pixels, size, 0, 0, cv::INTER_AREA);
    coarse.px_per_mm = dpi / factor / inch_mm;
    return coarse;
}

cv::Mat local_paper(const CoarsePage& page) {
    // Blocks of 2 mm hold ink and paper; the brightest block within an inch is paper.
    const double block = std::max(1.0, 2 * page.px_per_mm);
    cv::Mat blocks;
    const cv::Size size(std::max(1, static_cast<int>(page.pixels.cols / block)),
                        std::max(1, static_cast<int>(page.pixels.rows / block)));
    cv::resize(page.pixels, blocks, size, 0, 0, cv::INTER_AREA);
    cv::dilate(blocks, blocks, cv::Mat::ones(13, 13, CV_8U));
    cv::blur(blocks, blocks, {13, 13}, {-1, -1}, cv::BORDER_REPLICATE);
    std::vector<cv::Mat> planes;
    cv::split(blocks, planes);
    for (cv::Mat& plane : planes) plane = cv::max(plane, std::max(1.0, darkest_paper * quantile(plane, 0.9)));
    cv::merge(planes, blocks);
    cv::Mat paper;
    cv::resize(blocks, paper, page.pixels.size(), 0, 0, cv::INTER_LINEAR);
    return paper;
}

void even_background(cv::Mat& grey, double dpi) {
    cv::Mat behind;
    cv::resize(behind_the_ink(coarse_page(grey, dpi)), behind, grey.size(), 0, 0, cv::INTER_LINEAR);
    const Histogram histogram = divide(grey, behind);
    const double white = white_level(histogram);
    const double black = black_level(histogram, white);
    cv::Mat table(1, 256, CV_8U);
    for (int i = 0; i < 256; ++i)
        table.at<std::uint8_t>(i) = cv::saturate_cast<std::uint8_t>(255 * (i - black) / (white - black));
    cv::LUT(grey, table, grey);
}

}  // namespace nianbao
