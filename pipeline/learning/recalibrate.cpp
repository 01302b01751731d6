// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/learning/recalibrate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "ocr/glyph_reader.h"

namespace nianbao::learning {
namespace {

using Scored = std::vector<std::pair<double, bool>>;
constexpr const char* reader_name = "glyphs";

/// What a knot stands for, in observations: it was measured on some hundred lines of drawn print.
constexpr int weight_of_knot = 200;

void add_knot(const Calibration::Knot& knot, Scored& scored) {
    // At least one wrong one: two hundred right ones are no certainty.
    const int wrong = std::max(1, static_cast<int>(std::lround((1 - knot.probability) * weight_of_knot)));
    for (int i = 0; i < weight_of_knot; ++i) scored.emplace_back(knot.score, i >= wrong);
}

/// The curve whose size of text is nearest.
double nearest(const std::vector<Calibration::Curve>& curves, double em) {
    const auto found = std::ranges::min_element(
        curves, {}, [em](const Calibration::Curve& curve) { return std::abs(std::log(curve.em / em)); });
    return found->em;
}

std::map<double, Scored> scores_of(const GlyphNet& net, const std::vector<KnownCell>& cells,
                                   const std::vector<Calibration::Curve>& curves) {
    const Calibration none;
    const auto reader = glyph_reader(net, none);
    std::map<double, Scored> scores;
    for (const KnownCell& cell : cells) {
        if (cell.apart) continue;
        const Reading reading = reader->read(cell.picture.grey, cell.picture.line).reading;
        if (reading.text.empty()) continue;
        scores[nearest(curves, cell.picture.line.em)].emplace_back(reading.confidence, reading.text == cell.text);
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
        Scored& scored = scores[curve.em];
        if (scored.empty()) {
            after.push_back(curve);
            continue;
        }
        for (const Calibration::Knot& knot : curve.knots) add_knot(knot, scored);
        after.push_back({curve.em, isotonic(scored)});
    }
    Calibration calibration = before;
    calibration.replace(reader_name, std::move(after));
    return calibration;
}

}  // namespace nianbao::learning
