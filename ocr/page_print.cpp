// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/page_print.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nianbao {
namespace {

// Gradients and the coarse picture: the rest says where a glyph stands in its line, which is no matter of print.
constexpr std::size_t picture_features = feature_count - shape_features;
constexpr int least_glyphs = 12, least_classes = 3;
constexpr int least_seen = 2;  // of one digit; one glyph alone may be worn
// Of a feature's spread the page shows little with few glyphs; so many more are taken to spread as all features do.
constexpr double prior_glyphs = 20;
constexpr double least_spread = 0.02;

// A worn glyph lies far from all prototypes, and which of them is the nearest then says little: long tails, as of
// Student's t. Seen on a page of a worn copy: glyphs of a class lie at 0.3 to 1.5 from it, others at
// 4 to 20; `tail` and `unseen` were chosen on 14 such copies.
constexpr double tail = 6;
constexpr double unseen = 1;

}  // namespace

void PagePrint::learn(const GlyphExample& example) {
    if (example.wanted < 0 || example.wanted >= static_cast<int>(digits)) return;
    Prototype& own = prototypes_[static_cast<std::size_t>(example.wanted)];
    classes_ += own.seen == 0 ? 1 : 0;
    ++own.seen;
    ++seen_;
    for (std::size_t i = 0; i < picture_features; ++i) {  // Welford, Technometrics 4, 1962
        const float off = example.features[i] - own.mean[i];
        own.mean[i] += off / static_cast<float>(own.seen);
        const float squares = off * (example.features[i] - own.mean[i]);
        squares_[i] += squares;
        all_squares_ += squares;
    }
}

bool PagePrint::knows_enough() const {
    return seen_ >= least_glyphs && classes_ >= least_classes && seen_ > classes_;
}

double PagePrint::distance(const Prototype& prototype, const Features& features) const {
    const double freedom = seen_ - classes_;
    const double usual = all_squares_ / freedom / picture_features;
    double sum = 0;
    for (std::size_t i = 0; i < picture_features; ++i) {
        const double spread = (squares_[i] + prior_glyphs * usual) / (freedom + prior_glyphs);
        const double off = features[i] - prototype.mean[i];
        sum += off * off / std::max(least_spread, spread);
    }
    // A mean of few glyphs is itself off, and that is added to every distance from it.
    return std::max(0.0, sum / picture_features - 1.0 / prototype.seen);
}

std::vector<float> PagePrint::judged(const Features& features, std::vector<float> classes) const {
    // What is no glyph, or half of one, the net tells by its place and company: that is left to it. Else the two sides
    // of a broken 0, each very like a 1, would be eleven.
    std::array<double, digits> far{}, weights{};
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t c = 0; c < digits; ++c) {
        if (prototypes_[c].seen < least_seen) continue;
        far[c] = distance(prototypes_[c], features);
        nearest = std::min(nearest, far[c]);
    }
    if (nearest == std::numeric_limits<double>::max()) return classes;
    double share = 0, total = 0;
    for (std::size_t c = 0; c < digits; ++c) {
        if (prototypes_[c].seen < least_seen) far[c] = std::max(unseen, nearest);
        weights[c] = classes[c] * std::pow(1 + far[c], -tail);
        share += classes[c];
        total += weights[c];
    }
    if (total <= 0) return classes;
    for (std::size_t c = 0; c < digits; ++c) classes[c] = static_cast<float>(share * weights[c] / total);
    return classes;
}

}  // namespace nianbao
