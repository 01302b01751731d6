// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer_dashes.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double least_filled = 0.85;  // the flag of a 1 leaves paper beside its stem
constexpr double widest_dash = 0.6;    // of its height
constexpr double alike = 1.35;
// Of a dash's height: lines of text stand farther from each other, and where rules cross a dash or two are one piece.
constexpr double widest_gap = 1.2, over_crossing = 5;
constexpr std::size_t fewest_dashes = 5;

bool is_dash(const InkPiece& piece) {
    return piece.filled >= least_filled && piece.box.width() < widest_dash * piece.box.height();
}

/// Strokes of one size on one upright line.
struct Chain {
    Rect box, last;
    std::size_t dashes = 1, close = 0;  ///< and how many of them stand close to the one before

    bool goes_on(const Rect& dash) const {
        const double taller = std::max(last.height(), dash.height()), lower = std::min(last.height(), dash.height());
        const double aside = std::abs(last.center().x - dash.center().x), gap = dash.y0 - last.y1;
        return aside < 0.5 * last.width() && taller < alike * lower && gap >= 0 && gap < over_crossing * lower;
    }
    void take(const Rect& dash) {
        close += dash.y0 - last.y1 < widest_gap * last.height() ? 1 : 0;
        box = united(box, dash);
        last = dash;
        ++dashes;
    }
    bool is_rule() const { return dashes >= fewest_dashes && 3 * close >= dashes; }
};

std::vector<Rect> dashed_rules(const std::vector<InkPiece>& pieces) {
    std::vector<Rect> dashes;
    for (const InkPiece& piece : pieces) {
        if (is_dash(piece)) dashes.push_back(piece.box);
    }
    std::ranges::sort(dashes, {}, &Rect::y0);
    std::vector<Chain> chains;
    for (const Rect& dash : dashes) {
        const auto chain = std::ranges::find_if(chains, [&](const Chain& c) { return c.goes_on(dash); });
        if (chain == chains.end()) {
            chains.push_back({dash, dash});
        } else {
            chain->take(dash);
        }
    }
    std::vector<Rect> rules;
    for (const Chain& chain : chains) {
        if (chain.is_rule()) rules.push_back(chain.box.inflated(0, over_crossing * chain.last.height()));
    }
    return rules;
}

}  // namespace

std::vector<Rect> without_dashed_rules(const std::vector<InkPiece>& pieces) {
    const std::vector<Rect> rules = dashed_rules(pieces);
    std::vector<Rect> rest;
    for (const InkPiece& piece : pieces) {
        const bool of_rule = std::ranges::any_of(rules, [&](const Rect& rule) {
            return vertical_overlap(rule, piece.box) > 0 && piece.box.x0 < rule.x1 && piece.box.x1 > rule.x0;
        });
        if (!of_rule) rest.push_back(piece.box);
    }
    return rest;
}

}  // namespace nianbao
