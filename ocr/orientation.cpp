// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/orientation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "document/opencv_view.h"

namespace nianbao {
namespace {

constexpr int most_crops = 5;       // 30 ms of reading each
constexpr int more_crops = 16;      // where those leave it open
constexpr int enough_crops = 3;     // to say that a page reads well as it stands
constexpr double crop_height = 48;  // pixels: what chi_sim's net sees
constexpr double longest_crop_em = 12;
constexpr double reads_well = 0.6;       // upright clean text scores 0.8 and more
constexpr double surely_upright = 0.85;  // rows of zeros upside down score 0.6: below this the other ways are tried too
constexpr double reads_at_all = 0.35;    // a page is turned only when it then reads at least so well ...
constexpr double clear_margin = 0.2;     // ... and that much better than as it stands
constexpr double clear_preference = 0.08;

/// Share of the runs' length that lies horizontally; 0.5 when there are too few to tell.
double horizontal_share(const CharacterRuns& found) {
    double horizontal = 0, total = 0;
    for (const CharacterRun& run : found.runs) {
        total += run.length;
        if (run.horizontal()) horizontal += run.length;
    }
    return total < 12 * found.em ? 0.5 : horizontal / total;
}

/// The longest runs that look like one line of text, most telling first.
std::vector<CharacterRun> telling_runs(const CharacterRuns& found, bool horizontal, std::size_t most) {
    std::vector<CharacterRun> runs;
    for (const CharacterRun& run : found.runs) {
        const bool one_line = run.height > 0.7 * found.em && run.height < 1.6 * found.em && run.length > 3.5 * found.em;
        if (one_line && run.horizontal() == horizontal && run.solidity > 0.1 && run.solidity < 0.6) runs.push_back(run);
    }
    // Longer than the crop is no better; among equals the text of even height is the cleaner line.
    const auto worth = [&](const CharacterRun& r) {
        return std::min(r.length / found.em, longest_crop_em) - 2 * std::abs(r.height / found.em - 1);
    };
    std::stable_sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return worth(a) > worth(b); });
    if (runs.size() > most) runs.resize(most);
    return runs;
}

/// What is "right" on the source when the source must be turned clockwise by `degrees`.
cv::Point2d reading_direction(int degrees) {
    switch (degrees) {
        case 90:
            return {0, -1};
        case 180:
            return {-1, 0};
        case 270:
            return {0, 1};
        default:
            return {1, 0};
    }
}

/// The run laid out as it reads after the turn, grey, paper near white.
Raster crop_of(const Raster& pixels, const MeasuringView& view, const CharacterRun& run, int degrees, double em) {
    const cv::Point2d right = reading_direction(degrees);
    const cv::Point2d along = run.along.dot(right) < 0 ? -run.along : run.along;
    const cv::Point2d down(-along.y, along.x);
    const double height = (run.height + 0.25 * em) / view.scale;
    const double length = std::min(run.length + 0.3 * em, longest_crop_em * em) / view.scale;
    const double step = height / crop_height;  // page pixels per crop pixel
    const int width = std::max(8, static_cast<int>(length / step));
    const cv::Point2d center = run.center * (1 / view.scale);
    const cv::Point2d start = center - along * (step * (width - 1) / 2) - down * (step * (crop_height - 1) / 2);
    const cv::Matx23d to_page(along.x * step, down.x * step, start.x, along.y * step, down.y * step, start.y);
    cv::Mat crop;
    cv::warpAffine(nianbao::view(pixels), crop, to_page, {width, static_cast<int>(crop_height)},
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (crop.channels() == 3) cv::cvtColor(crop, crop, cv::COLOR_BGR2GRAY);
    cv::normalize(crop, crop, 0, 255, cv::NORM_MINMAX);
    return to_raster(crop);
}

/// How well the page would read after a turn: the mean of the better half of its crops, so that a line of digits or
/// one under a seal does not spoil it.
class TurnScore {
  public:
    void add(double score) {
        scores_.push_back(std::clamp(score, 0.0, 1.0));
        std::sort(scores_.begin(), scores_.end(), std::greater<>());
    }
    double mean() const {
        const std::size_t used = (scores_.size() + 1) / 2;
        double sum = 0;
        for (std::size_t i = 0; i < used; ++i) sum += scores_[i];
        return used == 0 ? 0 : sum / static_cast<double>(used);
    }

  private:
    std::vector<double> scores_;
};

class PageReader {
  public:
    PageReader(const Raster& pixels, const MeasuringView& view, const CharacterRuns& found, const UprightProbe& probe)
        : pixels_(pixels), view_(view), found_(found), probe_(probe) {}

    /// Stops early when the page reads well this way.
    double score(int degrees) const {
        TurnScore score;
        int read = 0;
        for (const CharacterRun& run : telling_runs(found_, degrees % 180 == 0, most_crops)) {
            score.add(probe_(crop_of(pixels_, view_, run, degrees, found_.em)));
            if (++read >= enough_crops && score.mean() > reads_well) break;
        }
        return score.mean();
    }

    /// Of many crops, by how many the page reads better turned by `a` than by `b` degrees, as a share: -1 to 1. The two
    /// are opposite ways, so both read the same crops.
    double preference(int a, int b) const {
        double sum = 0, total = 0;
        for (const CharacterRun& run : telling_runs(found_, a % 180 == 0, more_crops)) {
            const double one = probe_(crop_of(pixels_, view_, run, a, found_.em));
            const double other = probe_(crop_of(pixels_, view_, run, b, found_.em));
            sum += one - other;
            total += std::max(one, other);
        }
        return total > 0 ? sum / total : 0;
    }

  private:
    const Raster& pixels_;
    const MeasuringView& view_;
    const CharacterRuns& found_;
    const UprightProbe& probe_;
};

std::vector<int> candidates_for(double horizontal) {
    if (horizontal > 0.75) return {0, 180};
    if (horizontal < 0.25) return {90, 270};
    return {0, 180, 90, 270};
}

}  // namespace

Turn find_turn(const Raster& pixels, const MeasuringView& view, const CharacterRuns& found, const UprightProbe& probe) {
    if (found.runs.empty() || !probe) return {};
    const PageReader reader(pixels, view, found, probe);
    Turn best;
    double best_score = 0, second = 0, as_it_stands = 0;
    int second_degrees = 0;
    for (const int degrees : candidates_for(horizontal_share(found))) {
        const double score = reader.score(degrees);
        if (degrees == 0) as_it_stands = score;
        if (score > best_score) {
            second = best_score;
            second_degrees = best.degrees;
            best_score = score;
            best.degrees = degrees;
        } else if (score > second) {
            second = score;
            second_degrees = degrees;
        }
        if (best_score > surely_upright) break;
    }
    const double margin = best_score - second;
    best.confidence = std::clamp(best_score > reads_well ? best_score : margin / (2 * clear_margin), 0.0, 1.0);
    // Slanted and worn type reads badly either way: then many crops decide by which way more of them read better.
    const bool opposite = std::abs(best.degrees - second_degrees) == 180;
    if (margin < clear_margin && best_score >= reads_at_all && opposite) {
        const double preferred = reader.preference(best.degrees, second_degrees);
        if (preferred < -clear_preference) best.degrees = second_degrees;
        if (std::abs(preferred) > clear_preference) return best;
    }
    // Lines that stand on end are turned even where the two ways differ little, once one of them reads well: either is
    // better than leaving them.
    const bool clear = margin >= clear_margin || best_score > reads_well;
    const bool worth = clear && best_score >= reads_at_all && best_score - as_it_stands >= clear_margin;
    return worth || best.degrees == 0 ? best : Turn{};
}

}  // namespace nianbao
