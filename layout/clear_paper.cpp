// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/clear_paper.h"

#include <cmath>
#include <limits>

namespace nianbao::layout {

double boundary_between(const Rect& before, const Rect& after, const std::vector<Word>& words) {
    const double from = before.x1, to = after.x0, middle = (from + to) / 2;
    double best = middle, least = std::numeric_limits<double>::max();
    for (double x = from + 1; x < to; x += 1) {
        double cost = std::abs(x - middle) / (to - from);
        for (const Word& word : words) {
            // A heading of both columns, and of more, is over both of their numbers.
            const bool of_both = word.box.x0 < before.center().x && word.box.x1 > after.center().x;
            if (!of_both && word.box.x0 < x && word.box.x1 > x) cost += 1;
        }
        if (cost < least) {
            least = cost;
            best = x;
        }
    }
    return best;
}

}  // namespace nianbao::layout
