// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/explain/braille.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "document/utf8.h"

namespace nianbao {
namespace {

constexpr int dots_across = 2, dots_down = 4;
constexpr char32_t empty_sign = 0x2800;
/// Bit of each dot, row by row.
constexpr unsigned dot_bits[dots_down][dots_across] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

/// Ink as 255. A cell without ink must not become a picture of its paper's grain.
cv::Mat ink_of(const cv::Mat& grey) {
    constexpr double least_contrast = 40;  // of 255: paler than the palest pencil
    double darkest = 0, brightest = 0;
    cv::minMaxLoc(grey, &darkest, &brightest);
    if (brightest - darkest < least_contrast) return cv::Mat::zeros(grey.size(), CV_8U);
    cv::Mat ink;
    cv::threshold(grey, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    return ink;
}

char32_t sign_at(const cv::Mat& ink, int left, int top) {
    unsigned bits = 0;
    for (int y = 0; y < dots_down && top + y < ink.rows; ++y) {
        for (int x = 0; x < dots_across && left + x < ink.cols; ++x) {
            if (ink.at<unsigned char>(top + y, left + x) != 0) bits |= dot_bits[y][x];
        }
    }
    return empty_sign + bits;
}

}  // namespace

std::string braille(const std::string& png, int columns, int rows) {
    const std::vector<unsigned char> bytes(png.begin(), png.end());
    if (bytes.empty()) return {};
    cv::Mat grey = cv::imdecode(bytes, cv::IMREAD_GRAYSCALE);
    if (grey.empty()) return {};
    const double scale = std::min({1.0, static_cast<double>(columns * dots_across) / grey.cols,
                                   static_cast<double>(rows * dots_down) / grey.rows});
    if (scale < 1) cv::resize(grey, grey, {}, scale, scale, cv::INTER_AREA);
    const cv::Mat ink = ink_of(grey);
    std::string out;
    for (int top = 0; top < ink.rows; top += dots_down) {
        std::u32string line;
        for (int left = 0; left < ink.cols; left += dots_across) line += sign_at(ink, left, top);
        out += to_utf8(line) + "\n";
    }
    return out;
}

}  // namespace nianbao
