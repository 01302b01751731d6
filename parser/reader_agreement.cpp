// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/reader_agreement.h"

#include <algorithm>

#include "parser/label_text.h"

namespace nianbao::parser {

ReaderAgreement reader_agreement(const std::vector<PlacedCell>& cells) {
    constexpr double least = 0.2, most = 3, most_habit = 10;
    constexpr double weight_of_calibration = 1;  // differences that the calibration counts for
    // Shares of the cells over which readers differ: from the one on it is poor print, from the other on agreement may
    // be bad luck too.
    constexpr double some_differences = 0.01, many_differences = 0.05;
    double expected = 0, seen = 0, all = 0;
    for (const PlacedCell& placed : cells) {
        if (placed.cell == nullptr || placed.doubt != Doubt::none || placed.cell->readings.size() < 2) continue;
        const Reading &a = placed.cell->readings[0], &b = placed.cell->readings[1];
        if (a.text.empty() || b.text.empty()) continue;
        all += 1;
        expected += 1 - std::clamp(a.confidence, 0.0, 1.0) * std::clamp(b.confidence, 0.0, 1.0);
        seen += without_spaces(a.text) == without_spaces(b.text) ? 0 : 1;
    }
    if (all == 0) return {};
    const double share = seen / all, floor = std::min(1.0, least + share / many_differences);
    return {std::clamp((seen + weight_of_calibration) / (expected + weight_of_calibration), floor, most),
            std::clamp(share / some_differences, 1.0, most_habit)};
}

}  // namespace nianbao::parser
