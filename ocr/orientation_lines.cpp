// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/orientation_lines.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace nianbao {
namespace {

// Text of reports is 7 to 36 points: 2.5 to 12.7 mm an em.
constexpr double smallest_mark_mm = 0.5, largest_mark_mm = 14, least_em_mm = 1.6;

struct Marks {
    cv::Mat mask;               // character-sized pieces of ink only: no rules, frames, pictures, specks
    std::vector<double> sides;  // longer side of each, pixels
};

Marks character_marks(const cv::Mat& ink, const MeasuringView& view) {
    cv::Mat labels, stats, centers;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centers, 8, CV_32S);
    std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 0);
    Marks marks;
    for (int i = 1; i < count; ++i) {
        const int w = stats.at<int>(i, cv::CC_STAT_WIDTH), h = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        const int side = std::max(w, h);
        if (side < view.mm(smallest_mark_mm) || side > view.mm(largest_mark_mm)) continue;
        if (std::min(w, h) * 12 < side && side > view.mm(5)) continue;  // a piece of a rule
        keep[static_cast<std::size_t>(i)] = 255;
        if (side >= view.mm(least_em_mm)) marks.sides.push_back(side);
    }
    marks.mask.create(ink.size(), CV_8U);
    for (int y = 0; y < ink.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        std::uint8_t* out = marks.mask.ptr(y);
        for (int x = 0; x < ink.cols; ++x) out[x] = keep[static_cast<std::size_t>(label[x])];
    }
    return marks;
}

/// Many hanzi fall into pieces and digits are half an em: the upper end of the sides is the em.
double em_of(std::vector<double> sides) {
    if (sides.size() < 12) return 0;
    const auto at = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() * 8 / 10);
    std::nth_element(sides.begin(), at, sides.end());
    return *at;
}

CharacterRun run_of(const std::vector<cv::Point>& outline, const cv::Mat& mask) {
    const cv::RotatedRect box = cv::minAreaRect(outline);
    cv::Point2f corners[4];
    box.points(corners);
    cv::Point2d one = corners[1] - corners[0], two = corners[2] - corners[1];
    if (cv::norm(one) < cv::norm(two)) std::swap(one, two);
    CharacterRun run;
    run.center = box.center;
    run.length = cv::norm(one) + 1;
    run.height = cv::norm(two) + 1;
    run.along = one * (1 / std::max(cv::norm(one), 1e-6));
    if (run.along.x + run.along.y < 0) run.along = -run.along;
    const cv::Rect bounds = cv::boundingRect(outline) & cv::Rect({0, 0}, mask.size());
    run.solidity = cv::countNonZero(mask(bounds)) / std::max(run.length * run.height, 1.0);
    return run;
}

std::vector<CharacterRun> runs_with_gap(const cv::Mat& marks, double em, double gap_em) {
    const int gap = std::max(2, static_cast<int>(std::lround(gap_em * em)));
    cv::Mat joined;
    cv::morphologyEx(marks, joined, cv::MORPH_CLOSE, cv::Mat::ones(gap, gap, CV_8U));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(joined, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<CharacterRun> runs;
    for (const auto& outline : outlines) {
        const CharacterRun run = run_of(outline, marks);
        if (run.length >= 2.5 * run.height && run.height >= 0.5 * em && run.height <= 2 * em) runs.push_back(run);
    }
    return runs;
}

double total_length(const std::vector<CharacterRun>& runs) {
    double total = 0;
    for (const CharacterRun& run : runs) total += run.length;
    return total;
}

}  // namespace

cv::Mat view_ink(const MeasuringView& view) {
    // A window of a few characters; 14 grey levels keep the noise of a scan out and faded text in.
    const int window = std::max(15, static_cast<int>(view.mm(7)) | 1);
    cv::Mat ink;
    cv::adaptiveThreshold(view.grey, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, 14);
    return ink;
}

CharacterRuns find_character_runs(const cv::Mat& ink, const MeasuringView& view) {
    CharacterRuns found;
    const Marks marks = character_marks(ink, view);
    found.em = em_of(marks.sides);
    found.marks = marks.mask;
    if (found.em <= 0) return found;
    found.runs = runs_with_gap(marks.mask, found.em, 0.25);
    // Widely set text falls apart; closely set lines run together at the wider gap and then count for nothing.
    std::vector<CharacterRun> wider = runs_with_gap(marks.mask, found.em, 0.45);
    if (total_length(wider) > 1.4 * total_length(found.runs)) found.runs = std::move(wider);
    return found;
}

}  // namespace nianbao
