// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/glyph_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr int frame = 24, inside = 20;  // pixels: the glyph's longer side fills `inside`

/// The group's own ink, white elsewhere, its shape kept, centred in a square.
cv::Mat framed(const GlyphLine& line, const Group& group) {
    cv::Mat own(group.box.size(), CV_8UC1);
    for (int y = 0; y < own.rows; ++y) {
        const uchar* grey = line.grey.ptr(group.box.y + y) + group.box.x;
        const int* label = line.labels.ptr<int>(group.box.y + y) + group.box.x;
        uchar* to = own.ptr(y);
        for (int x = 0; x < own.cols; ++x) {
            const auto piece = static_cast<std::size_t>(label[x] - 1);
            const bool foreign = label[x] != 0 && (label[x] < 0 || piece < group.first || piece >= group.last);
            to[x] = foreign ? 0 : static_cast<uchar>(255 - grey[x]);
        }
    }
    const double scale = static_cast<double>(inside) / std::max(own.cols, own.rows);
    const cv::Size size(std::clamp(static_cast<int>(std::lround(own.cols * scale)), 1, inside),
                        std::clamp(static_cast<int>(std::lround(own.rows * scale)), 1, inside));
    cv::Mat scaled, square(frame, frame, CV_8UC1, cv::Scalar(0));
    cv::resize(own, scaled, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    scaled.copyTo(square(cv::Rect((frame - size.width) / 2, (frame - size.height) / 2, size.width, size.height)));
    return square;
}

/// Share of `value` that goes to the cell below it and to the one above, cells' centres being at whole numbers.
struct Split {
    int low;
    float high_share;
};
Split split(float value) {
    const float floor = std::floor(value);
    return {static_cast<int>(floor), value - floor};
}

void add_gradients(const cv::Mat& square, float* out) {
    const float to_cell = static_cast<float>(gradient_cells) / frame;
    for (int y = 1; y < frame - 1; ++y) {
        const uchar *up = square.ptr(y - 1), *row = square.ptr(y), *down = square.ptr(y + 1);
        const Split cy = split((static_cast<float>(y) + 0.5F) * to_cell - 0.5F);
        for (int x = 1; x < frame - 1; ++x) {
            const float dx = static_cast<float>(row[x + 1] - row[x - 1]), dy = static_cast<float>(down[x] - up[x]);
            const float strength = std::sqrt(dx * dx + dy * dy);
            if (strength < 8) continue;
            const Split cx = split((static_cast<float>(x) + 0.5F) * to_cell - 0.5F);
            const float turn = (std::atan2(dy, dx) / (2 * std::numbers::pi_v<float>)+1) * gradient_directions;
            const Split direction = split(turn);
            for (int corner = 0; corner < 8; ++corner) {
                const int gy = cy.low + (corner & 1), gx = cx.low + (corner >> 1 & 1);
                if (gy < 0 || gx < 0 || gy >= gradient_cells || gx >= gradient_cells) continue;
                const int d = (direction.low + (corner >> 2)) % gradient_directions;
                const float share = ((corner & 1) != 0 ? cy.high_share : 1 - cy.high_share) *
                                    ((corner & 2) != 0 ? cx.high_share : 1 - cx.high_share) *
                                    ((corner & 4) != 0 ? direction.high_share : 1 - direction.high_share);
                out[(gy * gradient_cells + gx) * gradient_directions + d] += share * strength;
            }
        }
    }
    constexpr int count = gradient_cells * gradient_cells * gradient_directions;
    float norm = 1e-3F;
    for (int i = 0; i < count; ++i) norm += out[i] * out[i];
    // Square roots flatten the few strong cells of thin strokes; scaled so that a typical feature is about 1.
    const float gain = 1 / std::sqrt(norm);
    for (int i = 0; i < count; ++i) out[i] = 4 * std::sqrt(out[i] * gain);
}

void add_coarse(const cv::Mat& square, float* out) {
    cv::Mat coarse;
    cv::resize(square, coarse, {coarse_cells, coarse_cells}, 0, 0, cv::INTER_AREA);
    for (int i = 0; i < coarse_cells * coarse_cells; ++i) {
        out[i] = static_cast<float>(coarse.at<uchar>(i / coarse_cells, i % coarse_cells)) / 128.F;
    }
}

void add_shape(const GlyphLine& line, const Group& group, float* out) {
    const double em = glyph_em;
    const cv::Rect& box = group.box;
    double area = 0;
    for (std::size_t i = group.first; i < group.last; ++i) area += line.pieces[i].area;
    const double left = group.first == 0 ? box.x : box.x - line.pieces[group.first - 1].box.br().x;
    const double right =
        group.last == line.pieces.size() ? line.grey.cols - box.br().x : line.pieces[group.last].box.x - box.br().x;
    const double band = std::max(1.0, line.bottom - line.top);
    const double values[shape_features] = {3 * box.width / em,
                                           3 * box.height / em,
                                           std::log(static_cast<double>(box.width) / box.height),
                                           3 * (box.y - line.top) / em,
                                           3 * (box.br().y - line.bottom) / em,
                                           3 * (box.y + box.height / 2.0 - line.grey.rows / 2.0) / em,
                                           2 * box.height / band,
                                           3 * band / em,
                                           2 * area / box.area(),
                                           std::clamp(4 * left / em, -2.0, 3.0),
                                           std::clamp(4 * right / em, -2.0, 3.0),
                                           group.last - group.first > 1 ? 1.0 : 0.0,
                                           std::log(line.source_em / 28) * 1.5,
                                           group.first == 0 && group.last == line.pieces.size() ? 1.0 : 0.0};
    for (int i = 0; i < shape_features; ++i) out[i] = static_cast<float>(std::clamp(values[i], -4.0, 4.0));
}

}  // namespace

Features features_of(const GlyphLine& line, const Group& group) {
    Features features{};
    const cv::Mat square = framed(line, group);
    float* out = features.data();
    add_gradients(square, out);
    out += gradient_cells * gradient_cells * gradient_directions;
    add_coarse(square, out);
    add_shape(line, group, out + coarse_cells * coarse_cells);
    return features;
}

}  // namespace nianbao
