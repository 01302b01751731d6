// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/learning/recalibrate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ocr/glyph_reader.h"

namespace nianbao::learning {
namespace {

constexpr const char* reader_name = "glyphs";

/// Answers of about one score: how many there were, and how many of them right.
struct Pool {
    double score_sum = 0, right = 0, count = 0;
    double rate() const { return right / count; }
    double score() const { return score_sum / count; }
    void take(const Pool& other) {
        score_sum += other.score_sum;
        right += other.right;
        count += other.count;
    }
};

/// What a knot stands for, in answers: it was measured on some hundred lines of drawn print.
constexpr double weight_of_knot = 200;

Pool pool_of(const Calibration::Knot& knot) {
    return {knot.score * weight_of_knot, knot.probability * weight_of_knot, weight_of_knot};
}

/// Isotonic regression over pools of different weights, as ocr/calibration.h has it over single answers. The knots' own
/// doubt stays in it: they were drawn towards doubt when they were measured.
/// @param most  that is promised: cells whose sums prove them are easier than all cells together, and no finite sample
///              promises certainty
std::vector<Calibration::Knot> isotonic(std::vector<Pool> answers, double most) {
    constexpr double least_count = 20;  // fewer say too little to stand alone
    std::ranges::stable_sort(answers, {}, &Pool::score);
    std::vector<Pool> pools;
    for (Pool pool : answers) {
        while (!pools.empty() && (pools.back().rate() >= pool.rate() || pools.back().count < least_count)) {
            Pool joined = pools.back();
            pools.pop_back();
            joined.take(pool);
            pool = joined;
        }
        pools.push_back(pool);
    }
    std::vector<Calibration::Knot> knots;
    knots.reserve(pools.size());
    for (const Pool& pool : pools) knots.push_back({pool.score(), std::min(pool.rate(), most)});
    return knots;
}

/// The curve whose size of text is nearest.
double nearest(const std::vector<Calibration::Curve>& curves, double em) {
    const auto found = std::ranges::min_element(
        curves, {}, [em](const Calibration::Curve& curve) { return std::abs(std::log(curve.em / em)); });
    return found->em;
}

std::map<double, std::vector<Pool>> scores_of(const GlyphNet& net, const std::vector<KnownCell>& cells,
                                              const std::vector<Calibration::Curve>& curves) {
    const Calibration none;
    const auto reader = glyph_reader(net, none);
    std::map<double, std::vector<Pool>> scores;
    for (const KnownCell& cell : cells) {
        if (cell.apart) continue;
        const Reading reading = reader->read(cell.picture.grey, cell.picture.line).reading;
        if (reading.text.empty()) continue;
        scores[nearest(curves, cell.picture.line.em)].push_back(
            {reading.confidence, reading.text == cell.text ? 1.0 : 0.0, 1});
    }
    return scores;
}

}  // namespace

Calibration recalibrated(const Calibration& before, const GlyphNet& net, const std::vector<KnownCell>& cells) {
    const std::vector<Calibration::Curve> curves = before.curves(reader_name);
    if (curves.empty()) return before;
    auto scores = scores_of(net, cells, curves);
    std::vector<Calibration::Curve> after;
    for (const Calibration::Curve& curve : curves) {
        std::vector<Pool>& answers = scores[curve.em];
        if (answers.empty()) {
            after.push_back(curve);
            continue;
        }
        for (const Calibration::Knot& knot : curve.knots) answers.push_back(pool_of(knot));
        after.push_back({curve.em, isotonic(std::move(answers), curve.knots.back().probability)});
    }
    Calibration calibration = before;
    calibration.replace(reader_name, std::move(after));
    return calibration;
}

}  // namespace nianbao::learning
