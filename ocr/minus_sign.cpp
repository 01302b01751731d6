// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/minus_sign.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "ocr/line_image.h"

namespace nianbao {
namespace {

// In ems. Hyphens of narrow fonts are a sixth of an em wide, minus signs six tenths.
constexpr double shortest = 0.12, longest = 0.8, thickest = 0.17;
constexpr double flattest = 1.6;                // times wider than high, at least
constexpr double least_digit = 0.4;             // height
constexpr double highest = 0.3, lowest = 0.72;  // of the digit's height from its top: where the stroke's middle lies
constexpr double farthest = 0.7;                // from the first digit

}  // namespace

std::optional<double> end_of_minus(const cv::Mat& page, const LayoutLine& line) {
    if (line.direction != Direction::horizontal || line.em <= 0) return std::nullopt;
    const LineCut cut{0.1, 0.1, 0};
    const cv::Mat image = cut_line(page, line, cut);
    if (image.empty()) return std::nullopt;
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(image < 128, labels, stats, centres, 8);
    std::vector<cv::Rect> boxes;
    for (int i = 1; i < count; ++i) {
        boxes.emplace_back(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    }
    std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
    const auto digit =
        std::find_if(boxes.begin(), boxes.end(), [&](const cv::Rect& b) { return b.height >= least_digit * line.em; });
    if (digit == boxes.end()) return std::nullopt;
    for (auto stroke = boxes.begin(); stroke != digit; ++stroke) {
        const int end = stroke->x + stroke->width;
        const double middle = (stroke->y + stroke->height / 2.0 - digit->y) / digit->height;
        const bool flat = stroke->width >= flattest * stroke->height && stroke->height <= thickest * line.em;
        const bool as_long = stroke->width >= shortest * line.em && stroke->width <= longest * line.em;
        const bool beside = end < digit->x && digit->x - end <= farthest * line.em;
        if (flat && as_long && beside && middle >= highest && middle <= lowest) {
            return line_band(line, cut).x0 + end;
        }
    }
    return std::nullopt;
}

}  // namespace nianbao
