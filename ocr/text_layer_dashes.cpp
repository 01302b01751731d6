// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/text_layer_dashes.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double least_filled = 0.85;  // the flag of a 1 leaves paper beside its stem
constexpr double widest_dash = 0.6;    // of its height
constexpr double alike = 2.2;          // two may touch
// Of a dash's height: lines of text stand farther from each other, and where rules cross a dash or two are one piece.
constexpr double widest_gap = 1.2, over_crossing = 5;
constexpr double most_in_gaps = 0.35;  // share of the line's length in wider gaps than that
constexpr std::size_t fewest_dashes = 4;

bool is_dash(const InkPiece& piece) {
    return piece.filled >= least_filled && piece.box.width() < widest_dash * piece.box.height();
}

/// Strokes of one size on one upright line.
struct Chain {
    Rect box, last;
    std::size_t dashes = 1;

    bool goes_on(const Rect& dash) const {
        const double taller = std::max(last.height(), dash.height()), lower = std::min(last.height(), dash.height());
        const double aside = std::abs(last.center().x - dash.center().x), gap = dash.y0 - last.y1;
        return aside < 0.5 * last.width() && taller < alike * lower && gap >= 0 && gap < over_crossing * lower;
    }
    void take(const Rect& dash) {
        box = united(box, dash);
        last = dash;
        ++dashes;
    }
};

bool meets(const Rect& line, const Rect& box) {
    return vertical_overlap(line, box) > 0 && box.x0 < line.x1 && box.x1 > line.x0;
}

/// Its dashes and the corners between them leave hardly more paper than ink; digits of a column stand apart.
bool is_rule(const Chain& chain, const std::vector<InkPiece>& pieces) {
    if (chain.dashes < fewest_dashes) return false;
    std::vector<Rect> on_line;
    for (const InkPiece& piece : pieces) {
        if (meets(chain.box, piece.box)) on_line.push_back(piece.box);
    }
    std::ranges::sort(on_line, {}, &Rect::y0);
    double wide = 0, end = chain.box.y0;
    for (const Rect& box : on_line) {
        if (box.y0 - end > widest_gap * chain.last.height()) wide += box.y0 - end;
        end = std::max(end, box.y1);
    }
    return wide < most_in_gaps * chain.box.height();
}

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
        if (is_rule(chain, pieces)) rules.push_back(chain.box.inflated(0, over_crossing * chain.last.height()));
    }
    return rules;
}

}  // namespace

std::vector<Rect> without_dashed_rules(const std::vector<InkPiece>& pieces) {
    const std::vector<Rect> rules = dashed_rules(pieces);
    std::vector<Rect> rest;
    for (const InkPiece& piece : pieces) {
        if (piece.size == InkPiece::Size::smaller) continue;
        const bool of_rule = std::ranges::any_of(rules, [&](const Rect& rule) { return meets(rule, piece.box); });
        if (!of_rule) rest.push_back(piece.box);
    }
    return rest;
}

}  // namespace nianbao
