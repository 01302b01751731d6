// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/seal.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "ocr/background.h"
#include "ocr/seal_colour.h"
#include "ocr/seal_shape.h"
#include "ocr/seal_unmix.h"

namespace nianbao {
namespace {

// Shares of the ground's own colour. The faintest seal that disturbs a table has 0.15 in its strokes, a JPEG's halo
// around black print below 0.05.
constexpr double strong_red = 0.13, weak_red = 0.065;
// Of the ground's brightness, once the red is made up for: averaged over a third of a millimetre, thin strokes are
// grey.
constexpr double black_print = 0.6;
constexpr double hidden_mm = 3;  // a digit and its gap

/// Weak red that belongs to strong red.
cv::Mat red_strokes(const cv::Mat& red, const cv::Mat& strong, int reach) {
    cv::Mat near;
    cv::dilate(strong, near, cv::Mat::ones(reach, reach, CV_8U));
    return (red > weak_red) & near;
}

/// Where print is hidden, a digit may be gone beside what is left of a number.
void add_touched(const TakenOut& taken, cv::Rect box, double px_per_mm, cv::Mat& seal) {
    const int far = taken.hides ? static_cast<int>(hidden_mm * px_per_mm) : 0;
    cv::Mat touched;
    cv::copyMakeBorder(taken.touched, touched, 0, 0, far, far, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::dilate(touched, touched, cv::Mat::ones(1, 2 * far + 1, CV_8U));
    const cv::Rect wide(box.x - far, box.y, touched.cols, touched.rows), on_page = wide & cv::Rect({}, seal.size());
    seal(on_page) |= touched(on_page - wide.tl());
}

/// Each seal, or seals that overlap, for itself: their inks differ.
void take_out(const cv::Mat& page, const RedInk& ink, const cv::Mat& strong, const cv::Mat& areas, double dpi,
              SealFreePage& result) {
    cv::Mat labels, stats, centers, area;
    const int count = cv::connectedComponentsWithStats(areas, labels, stats, centers, 8, CV_32S);
    const double scale_x = static_cast<double>(page.cols) / areas.cols;
    const double scale_y = static_cast<double>(page.rows) / areas.rows;
    for (int i = 1; i < count; ++i) {
        const cv::Mat own = labels == i;
        const SealInk seal = measure_seal_ink(ink, strong & own, areas.cols / (page.cols / dpi * 25.4));
        cv::resize(own, area, page.size(), 0, 0, cv::INTER_NEAREST);
        const cv::Rect box = cv::Rect(cv::Point(static_cast<int>(stats.at<int>(i, cv::CC_STAT_LEFT) * scale_x),
                                                static_cast<int>(stats.at<int>(i, cv::CC_STAT_TOP) * scale_y)),
                                      cv::Size(static_cast<int>(stats.at<int>(i, cv::CC_STAT_WIDTH) * scale_x) + 1,
                                               static_cast<int>(stats.at<int>(i, cv::CC_STAT_HEIGHT) * scale_y) + 1)) &
                             cv::Rect({}, page.size());
        const TakenOut taken = take_out_ink(page, area, ink.ground, seal, box, dpi / 25.4, result.grey);
        add_touched(taken, box, dpi / 25.4, result.seal);
    }
    // A stroke's blurred edge was dimmed as well.
    const int rim = 2 * std::max(1, static_cast<int>(0.15 * dpi / 25.4)) + 1;
    cv::dilate(result.seal, result.seal, cv::Mat::ones(rim, rim, CV_8U));
}

}  // namespace

SealFreePage remove_seals(const cv::Mat& page, double dpi) {
    SealFreePage result;
    cv::cvtColor(page, result.grey, cv::COLOR_BGR2GRAY);
    const CoarsePage coarse = coarse_page(page, dpi);
    RedInk ink = red_ink(coarse);
    const cv::Mat strong = ink.red > strong_red;
    // Less than a tenth of a square centimetre is no seal.
    if (cv::countNonZero(strong) < 10 * coarse.px_per_mm * coarse.px_per_mm) return result;
    cv::Mat areas = find_seal_areas(
        {red_strokes(ink.red, strong, coarse.kernel(2)), ink.cyan > weak_red, ink.grey + ink.red < black_print},
        coarse.px_per_mm);
    if (areas.empty()) return result;
    cv::dilate(areas, areas, cv::Mat::ones(coarse.kernel(1), coarse.kernel(1), CV_8U));
    ink = red_ink(coarse, areas);
    result.seal = cv::Mat(page.size(), CV_8U, cv::Scalar(0));
    take_out(page, ink, ink.red > strong_red, areas, dpi, result);
    return result;
}

}  // namespace nianbao
