// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/hanzi_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr int side = 64;  ///< of the normalised picture: a stroke of the densest characters keeps two pixels

struct Moments {
    double x = 0, y = 0, spread_x = 0, spread_y = 0;
    bool ink = false;
};

Moments moments_of(const cv::Mat& grey) {
    double mass = 0, mx = 0, my = 0, mxx = 0, myy = 0;
    for (int y = 0; y < grey.rows; ++y) {
        const uchar* row = grey.ptr(y);
        double in_row = 0;
        for (int x = 0; x < grey.cols; ++x) {
            // What is paler than half ink is blur and noise of the paper.
            const double ink = std::max(0, 160 - row[x]);
            in_row += ink;
            mx += ink * x;
            mxx += ink * x * x;
        }
        mass += in_row;
        my += in_row * y;
        myy += in_row * y * y;
    }
    if (mass < 255) return {};
    Moments m{mx / mass, my / mass, 0, 0, true};
    m.spread_x = std::sqrt(std::max(mxx / mass - m.x * m.x, 0.25));
    m.spread_y = std::sqrt(std::max(myy / mass - m.y * m.y, 0.25));
    return m;
}

/// The character in the middle of a square, its spread made the same in both directions as far as it can be: 一 and 丨
/// stay what they are.
cv::Mat normalised(const cv::Mat& grey, const Moments& m) {
    constexpr double reach = 2.1;  // an evenly inked square reaches 1.73 spreads to each side
    constexpr double slimmest = 0.35;
    const double widest = std::max(m.spread_x, m.spread_y);
    const double half_x = reach * std::max(m.spread_x, slimmest * widest);
    const double half_y = reach * std::max(m.spread_y, slimmest * widest);
    const double scale_x = side / (2 * half_x), scale_y = side / (2 * half_y);
    cv::Mat source = grey;
    const double shrink = 1 / std::min(scale_x, scale_y);
    if (shrink > 1.5) cv::GaussianBlur(grey, source, {}, 0.4 * shrink);
    const cv::Matx23d map(scale_x, 0, side / 2.0 - scale_x * (m.x + 0.5), 0, scale_y,
                          side / 2.0 - scale_y * (m.y + 0.5));
    cv::Mat out;
    cv::warpAffine(source, out, map, {side, side}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
    return out;
}

/// Adds an edge pixel to the four cells around it and the two directions around its own.
void add(HanziFeatures& features, int x, int y, float gx, float gy) {
    const float length = std::hypot(gx, gy);
    const float turn = std::atan2(gy, gx) / (2 * std::numbers::pi_v<float>)+1;
    const float direction = (turn - std::floor(turn)) * hanzi_directions;
    const int d0 = static_cast<int>(direction) % hanzi_directions, d1 = (d0 + 1) % hanzi_directions;
    const float to_d1 = direction - std::floor(direction);
    constexpr float cell = static_cast<float>(side) / hanzi_cells;
    const float cx = (static_cast<float>(x) + 0.5F) / cell - 0.5F, cy = (static_cast<float>(y) + 0.5F) / cell - 0.5F;
    const int x0 = static_cast<int>(std::floor(cx)), y0 = static_cast<int>(std::floor(cy));
    for (int dy = 0; dy < 2; ++dy) {
        for (int dx = 0; dx < 2; ++dx) {
            const int i = x0 + dx, j = y0 + dy;
            if (i < 0 || j < 0 || i >= hanzi_cells || j >= hanzi_cells) continue;
            const float wx = dx == 1 ? cx - static_cast<float>(x0) : 1 - (cx - static_cast<float>(x0));
            const float wy = dy == 1 ? cy - static_cast<float>(y0) : 1 - (cy - static_cast<float>(y0));
            float* at = &features[static_cast<std::size_t>((j * hanzi_cells + i) * hanzi_directions)];
            at[d0] += length * wx * wy * (1 - to_d1);
            at[d1] += length * wx * wy * to_d1;
        }
    }
}

}  // namespace

HanziFeatures hanzi_features(const cv::Mat& grey) {
    HanziFeatures features{};
    if (grey.empty()) return features;
    const Moments moments = moments_of(grey);
    if (!moments.ink) return features;
    cv::Mat picture, gx, gy;
    normalised(grey, moments).convertTo(picture, CV_32F, 1 / 255.0);
    cv::GaussianBlur(picture, picture, {}, 1.2);
    cv::Sobel(picture, gx, CV_32F, 1, 0);
    cv::Sobel(picture, gy, CV_32F, 0, 1);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float dx = gx.at<float>(y, x), dy = gy.at<float>(y, x);
            if (dx * dx + dy * dy > 0.01F) add(features, x, y, dx, dy);
        }
    }
    // The root takes from long strokes the power to drown the short ones that tell characters apart.
    double sum = 0;
    for (float& f : features) {
        sum += f;
        f = std::sqrt(f);
    }
    const float length = static_cast<float>(std::sqrt(std::max(sum, 1e-9)));
    for (float& f : features) f /= length;
    return features;
}

}  // namespace nianbao
