// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "ocr/background.h"
#include "ocr/seal_shape.h"

namespace nianbao {
namespace {

// Shares of the paper's own colour by which red exceeds green and blue. Yellowed paper is the paper; a faded seal has
// 0.2, a JPEG's halo around black text below 0.05, a pale pink cell 0.1 to 0.15.
constexpr double seal_red = 0.16, touched_red = 0.055;

/// How red each coarse pixel is: min(R - G, R - B) against the paper, 255 = 1.
cv::Mat redness(const cv::Mat& coarse, const cv::Mat& paper) {
    cv::Mat red(coarse.size(), CV_8U);
    for (int y = 0; y < coarse.rows; ++y) {
        const cv::Vec3b *pixel = coarse.ptr<cv::Vec3b>(y), *white = paper.ptr<cv::Vec3b>(y);
        std::uint8_t* out = red.ptr(y);
        for (int x = 0; x < coarse.cols; ++x) {
            const auto share = [&](int c) { return 255.0 * pixel[x][c] / white[x][c]; };
            const double r = std::min(share(2), 255.0);
            out[x] = cv::saturate_cast<std::uint8_t>(r - std::max(share(0), share(1)));
        }
    }
    return red;
}

/// The seal's own brightness in the red channel, as a share of the paper's: what is darker under a seal is other ink.
double seal_level(const cv::Mat& coarse, const cv::Mat& paper, const cv::Mat& strong) {
    std::vector<double> levels;
    for (int y = 0; y < coarse.rows; ++y) {
        for (int x = 0; x < coarse.cols; ++x) {
            if (strong.at<std::uint8_t>(y, x) == 0) continue;
            levels.push_back(static_cast<double>(coarse.at<cv::Vec3b>(y, x)[2]) / paper.at<cv::Vec3b>(y, x)[2]);
        }
    }
    if (levels.empty()) return 1;
    // One in eight is mixed with black text.
    const auto at = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 8);
    std::nth_element(levels.begin(), at, levels.end());
    return std::clamp(*at, 0.4, 0.97);
}

/// Replaces, under the mask, the grey by the red channel with `level` of the paper shown as paper.
void use_red_channel(const cv::Mat& page, const cv::Mat& coarse_paper, double level, SealFreePage& result) {
    const double step_x = static_cast<double>(coarse_paper.cols) / page.cols;
    const double step_y = static_cast<double>(coarse_paper.rows) / page.rows;
    for (int y = 0; y < page.rows; ++y) {
        const std::uint8_t* mask = result.seal.ptr(y);
        const cv::Vec3b* pixel = page.ptr<cv::Vec3b>(y);
        const cv::Vec3b* paper =
            coarse_paper.ptr<cv::Vec3b>(std::min(coarse_paper.rows - 1, static_cast<int>(y * step_y)));
        std::uint8_t* grey = result.grey.ptr(y);
        for (int x = 0; x < page.cols; ++x) {
            if (mask[x] == 0) continue;
            const cv::Vec3b& white = paper[std::min(coarse_paper.cols - 1, static_cast<int>(x * step_x))];
            const double share = std::min(1.0, pixel[x][2] / (level * white[2]));
            grey[x] = cv::saturate_cast<std::uint8_t>(share * (0.114 * white[0] + 0.587 * white[1] + 0.299 * white[2]));
        }
    }
}

}  // namespace

SealFreePage remove_seals(const cv::Mat& page, double dpi) {
    SealFreePage result;
    cv::cvtColor(page, result.grey, cv::COLOR_BGR2GRAY);
    const CoarsePage coarse = coarse_page(page, dpi);
    const cv::Mat paper = local_paper(coarse);
    const cv::Mat red = redness(coarse.pixels, paper);
    const cv::Mat strong = red > 255 * seal_red;
    // Less than a quarter of a square centimetre is no seal.
    if (cv::countNonZero(strong) < 25 * coarse.px_per_mm * coarse.px_per_mm) return result;
    cv::Mat areas = find_seal_areas(strong, coarse.px_per_mm);
    if (areas.empty()) return result;

    cv::dilate(areas, areas, cv::Mat::ones(coarse.kernel(1.2), coarse.kernel(1.2), CV_8U));
    const double level = seal_level(coarse.pixels, paper, strong & areas);
    cv::Mat touched = red > 255 * touched_red;
    cv::dilate(touched, touched, cv::Mat::ones(coarse.kernel(1), coarse.kernel(1), CV_8U));
    cv::bitwise_and(touched, areas, touched);
    cv::resize(touched, result.seal, page.size(), 0, 0, cv::INTER_NEAREST);
    use_red_channel(page, paper, level, result);
    return result;
}

}  // namespace nianbao
