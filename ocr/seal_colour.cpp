// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_colour.h"

#include <algorithm>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace nianbao {
namespace {

// Wider than a seal's ring and the strokes of its characters, lower than a shaded row.
constexpr double widest_stroke_mm = 4.2;
// Header rows are up to 0.25 redder than paper. Redder ground is ink again: a seal's star, a name chop's field.
constexpr double lowest_cell_mm = 3.5;
constexpr double reddest_ground = 0.3, edge_red = 0.1;

double excess(const cv::Vec3b& pixel, const cv::Vec3b& white) {
    const auto share = [&](int c) { return std::min(1.0, static_cast<double>(pixel[c]) / std::max<int>(1, white[c])); };
    return share(2) - std::max(share(0), share(1));
}

cv::Mat redness(const cv::Mat& ground, const cv::Mat& paper) {
    cv::Mat red(ground.size(), CV_8U);
    for (int y = 0; y < ground.rows; ++y)
        for (int x = 0; x < ground.cols; ++x)
            red.at<std::uint8_t>(y, x) =
                cv::saturate_cast<std::uint8_t>(255 * excess(ground.at<cv::Vec3b>(y, x), paper.at<cv::Vec3b>(y, x)));
    return red;
}

/// What is too red for ground, with its blurred edge.
cv::Mat too_red(const cv::Mat& red, int edge) {
    cv::Mat certain = red > 255 * reddest_ground;
    cv::dilate(certain, certain, cv::Mat::ones(edge, edge, CV_8U));
    return certain & (red > 255 * edge_red);
}

/// Pale red that ends where the seal ends is a faded seal's star; a pink row goes on.
void add_pale_fields(const cv::Mat& red, const cv::Mat& seals, cv::Mat& hole) {
    cv::Mat labels;
    const int count = cv::connectedComponents(red > 255 * edge_red, labels, 8, CV_32S);
    std::vector<int> all(static_cast<std::size_t>(count)), inside(static_cast<std::size_t>(count));
    const auto each = [&](auto&& work) {
        for (int y = 0; y < red.rows; ++y)
            for (int x = 0; x < red.cols; ++x)
                if (const int i = labels.at<int>(y, x); i != 0) work(static_cast<std::size_t>(i), y, x);
    };
    each([&](std::size_t i, int y, int x) { ++all[i], inside[i] += seals.at<std::uint8_t>(y, x) != 0 ? 1 : 0; });
    each([&](std::size_t i, int y, int x) {
        if (inside[i] > 0.9 * all[i]) hole.at<std::uint8_t>(y, x) = 255;
    });
}

/// The ground around goes on under what is too red; in its midst the paper does.
void fill_from_around(cv::Mat& ground, const cv::Mat& hole, const cv::Mat& paper, int reach) {
    cv::Mat known, sum, weight;
    ground.convertTo(known, CV_32FC3);
    known.setTo(cv::Scalar::all(0), hole);
    cv::Mat one(ground.size(), CV_32F, cv::Scalar(1));
    one.setTo(0, hole);
    cv::blur(known, sum, {reach, reach});
    cv::blur(one, weight, {reach, reach});
    for (int y = 0; y < ground.rows; ++y) {
        for (int x = 0; x < ground.cols; ++x) {
            if (hole.at<std::uint8_t>(y, x) == 0) continue;
            const float share = weight.at<float>(y, x);
            ground.at<cv::Vec3b>(y, x) =
                share > 0.05F ? cv::Vec3b(sum.at<cv::Vec3f>(y, x) * (1 / share)) : paper.at<cv::Vec3b>(y, x);
        }
    }
}

/// Header cells of a strong red, white text in them included: long rectangles, most of which is red. Characters and a
/// chop's field are not; a ring with its inside is round.
cv::Mat red_cells(const CoarsePage& page, const cv::Mat& paper) {
    const auto square = [&](double mm) { return cv::Mat::ones(page.kernel(mm), page.kernel(mm), CV_8U); };
    const cv::Mat red = redness(page.pixels, paper) > 255 * reddest_ground;
    cv::Mat solid, labels, stats, centers, cells(red.size(), CV_8U, cv::Scalar(0));
    cv::morphologyEx(red, solid, cv::MORPH_CLOSE, square(4));
    cv::morphologyEx(solid, solid, cv::MORPH_OPEN, square(lowest_cell_mm));
    const int count = cv::connectedComponentsWithStats(solid, labels, stats, centers, 4, CV_32S);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const cv::Mat own = labels(box) == i;
        const int area = stats.at<int>(i, cv::CC_STAT_AREA);
        const bool rectangle = area > 0.85 * box.area() && box.width > 2 * box.height;
        if (rectangle && cv::countNonZero(own & red(box)) > 0.6 * area) cells(box).setTo(255, own);
    }
    cv::dilate(cells, cells, cv::Mat::ones(5, 5, CV_8U));
    return cells;
}

cv::Mat ground_of(const CoarsePage& page, const cv::Mat& paper, const cv::Mat& seals) {
    const int size = page.kernel(widest_stroke_mm);
    cv::Mat ground;
    cv::morphologyEx(page.pixels, ground, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size}));
    const cv::Mat red = redness(ground, paper);
    cv::Mat hole = too_red(red, page.kernel(3));
    if (!seals.empty()) add_pale_fields(red, seals, hole);
    if (cv::countNonZero(hole) > 0) fill_from_around(ground, hole, paper, page.kernel(8));
    cv::blur(ground, ground, {3, 3});
    return ground;
}

}  // namespace

RedInk red_ink(const CoarsePage& page, const cv::Mat& seals) {
    const auto plane = [&] { return cv::Mat(page.pixels.size(), CV_32F); };
    const cv::Mat paper = local_paper(page);
    RedInk ink{ground_of(page, paper, seals), plane(), plane(), plane()};
    for (int y = 0; y < page.pixels.rows; ++y) {
        const cv::Vec3b *pixel = page.pixels.ptr<cv::Vec3b>(y), *ground = ink.ground.ptr<cv::Vec3b>(y);
        for (int x = 0; x < page.pixels.cols; ++x) {
            const auto share = [&](int c) {
                return std::min(1.0, static_cast<double>(pixel[x][c]) / std::max<int>(1, ground[x][c]));
            };
            ink.red.at<float>(y, x) = static_cast<float>(std::max(0.0, excess(pixel[x], ground[x])));
            ink.cyan.at<float>(y, x) = static_cast<float>(std::max(0.0, std::min(share(0), share(1)) - share(2)));
            ink.grey.at<float>(y, x) = static_cast<float>(0.114 * share(0) + 0.587 * share(1) + 0.299 * share(2));
        }
    }
    ink.red.setTo(0, red_cells(page, paper));
    return ink;
}

}  // namespace nianbao
