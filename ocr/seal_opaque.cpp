// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal_opaque.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

constexpr double black = 0.5;          // of the ground's brightness
constexpr double closed_mm = 0.8;      // black print is no stroke of the seal: bridges it
constexpr double edge_mm = 0.2;        // a scan's blur
constexpr double around_mm = 0.7;      // from a stroke's edge
constexpr double least_print_mm2 = 2;  // a dozen characters' strokes
constexpr double hidden_share =
    0.27;  // of the print around that is found under the strokes; 0.4 and more where it shows

cv::Mat disc(double radius_px) {
    const int side = 2 * std::max(1, static_cast<int>(radius_px)) + 1;
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
}

double share(const cv::Mat& ink, const cv::Mat& where) {
    return static_cast<double>(cv::countNonZero(ink & where)) / std::max(1, cv::countNonZero(where));
}

}  // namespace

bool hides_print(const cv::Mat& print, const cv::Mat& touched, double px_per_mm) {
    cv::Mat strokes, core, near, edge;
    cv::morphologyEx(touched, strokes, cv::MORPH_CLOSE, disc(closed_mm / 2 * px_per_mm));
    cv::erode(strokes, core, disc(edge_mm * px_per_mm));
    cv::dilate(strokes, near, disc(around_mm * px_per_mm));
    cv::dilate(strokes, edge, disc(edge_mm * px_per_mm));
    const cv::Mat ink = print < black, around = near & ~edge;
    if (cv::countNonZero(ink & around) < least_print_mm2 * px_per_mm * px_per_mm) return false;
    return share(ink, core) < hidden_share * share(ink, around);
}

}  // namespace nianbao
