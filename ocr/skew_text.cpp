// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/skew_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nianbao {
namespace {

constexpr double shortest_line_em = 8;

struct Sample {
    double along = 0, across = 0;
};

/// The middle of the ink of each slice of one em of the line. Hanzi fill their em boxes about evenly.
std::vector<Sample> slice_middles(const cv::Mat& marks, const CharacterRun& run, double em) {
    const int slices = std::max(1, static_cast<int>(run.length / em));
    const double slice = run.length / slices;
    std::vector<Sample> sums(static_cast<std::size_t>(slices));
    std::vector<int> counts(sums.size(), 0);
    const double reach_x = std::abs(run.along.x) * run.length / 2 + std::abs(run.along.y) * run.height / 2;
    const double reach_y = std::abs(run.along.y) * run.length / 2 + std::abs(run.along.x) * run.height / 2;
    const cv::Rect box =
        cv::Rect(
            cv::Point(static_cast<int>(run.center.x - reach_x), static_cast<int>(run.center.y - reach_y)),
            cv::Point(static_cast<int>(run.center.x + reach_x) + 1, static_cast<int>(run.center.y + reach_y) + 1)) &
        cv::Rect({0, 0}, marks.size());
    for (int y = box.y; y < box.br().y; ++y) {
        for (int x = box.x; x < box.br().x; ++x) {
            if (marks.at<std::uint8_t>(y, x) == 0) continue;
            const cv::Point2d d = cv::Point2d(x, y) - run.center;
            const double along = d.dot(run.along), across = d.y * run.along.x - d.x * run.along.y;
            if (std::abs(across) > run.height / 2 + 1) continue;
            const auto at = static_cast<std::size_t>(std::clamp((along + run.length / 2) / slice, 0.0, slices - 1.0));
            sums[at].along += along, sums[at].across += across, ++counts[at];
        }
    }
    std::vector<Sample> middles;
    const double least_ink = 0.06 * slice * run.height;  // less is punctuation, which hangs low
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (counts[i] > least_ink) middles.push_back({sums[i].along / counts[i], sums[i].across / counts[i]});
    }
    return middles;
}

/// The pieces of one line of text, in page coordinates: spaces and wide punctuation break a line into runs.
struct TextLine {
    std::vector<cv::Point2d> points;
    cv::Point2d end;  // of its last run
};

/// Median angle of the longer runs: where a line goes on after a gap.
double rough_slope(const CharacterRuns& found) {
    std::vector<double> slopes;
    for (const CharacterRun& run : found.runs) {
        if (run.horizontal() && run.length > 5 * found.em) slopes.push_back(run.along.y / run.along.x);
    }
    if (slopes.empty()) return 0;
    const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
}

std::vector<TextLine> join_runs(const CharacterRuns& found) {
    std::vector<CharacterRun> runs;
    for (const CharacterRun& run : found.runs) {
        const bool one_line = run.height > 0.6 * found.em && run.height < 1.9 * found.em;
        if (run.horizontal() && one_line) runs.push_back(run);
    }
    std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.center.x < b.center.x; });
    const double slope = rough_slope(found);
    std::vector<TextLine> lines;
    for (const CharacterRun& run : runs) {
        const cv::Point2d start = run.center - run.along * (run.length / 2);
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const TextLine& l) {
            const cv::Point2d step = start - l.end;
            return step.x > -found.em && step.x < 6 * found.em && std::abs(step.y - slope * step.x) < 0.35 * found.em;
        });
        TextLine& into = line != lines.end() ? *line : lines.emplace_back();
        into.end = run.center + run.along * (run.length / 2);
        const cv::Point2d across(-run.along.y, run.along.x);
        for (const Sample& m : slice_middles(found.marks, run, found.em)) {
            into.points.push_back(run.center + run.along * m.along + across * m.across);
        }
    }
    return lines;
}

/// Through the middle of all, with the median of the slopes of all pairs that lie far apart (Theil and Sen): digits and
/// brackets among the hanzi do no harm.
std::optional<RuleSegment> fitted(const TextLine& line, double least_length) {
    if (line.points.empty()) return std::nullopt;
    const auto [left, right] = std::minmax_element(line.points.begin(), line.points.end(),
                                                   [](const auto& a, const auto& b) { return a.x < b.x; });
    const double length = right->x - left->x;
    if (length < least_length) return std::nullopt;
    std::vector<double> slopes;
    cv::Point2d sum;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        sum += line.points[i];
        for (std::size_t j = 0; j < line.points.size(); ++j) {
            const cv::Point2d d = line.points[j] - line.points[i];
            if (d.x > length / 3) slopes.push_back(d.y / d.x);
        }
    }
    if (slopes.size() < 10) return std::nullopt;
    const auto median = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), median, slopes.end());
    const cv::Point2d middle = sum * (1.0 / static_cast<double>(line.points.size()));
    const cv::Point2d half = cv::Point2d(1, *median) * (length / 2);
    return RuleSegment{middle - half, middle + half, SegmentOrigin::text};
}

}  // namespace

std::vector<RuleSegment> text_line_segments(const CharacterRuns& found) {
    std::vector<RuleSegment> segments;
    for (const TextLine& line : join_runs(found)) {
        const std::optional<RuleSegment> segment = fitted(line, shortest_line_em * found.em);
        if (segment) segments.push_back(*segment);
    }
    return segments;
}

}  // namespace nianbao
