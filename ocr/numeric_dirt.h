// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "document/page_layout.h"

namespace nianbao {

/// A line cut out of its page and rid of dirt.
struct CleanedLine {
    Raster page;             ///< a small page around the line
    LayoutLine line;         ///< on that page, its box tight around the ink that is left
    bool only_dirt = false;  ///< nothing in the line is larger than a speck, and all of it was left
    /// Beside the digits specks were wiped out that stood as high as a digit together: it may have been one, in dots.
    bool lost_digit = false;
};

/// Specks that cannot belong to a number are wiped out: no larger than a full stop, and before the first digit, behind
/// the last, above all digits or far below them. 1-bit copies are full of them, and "0." is no number. What remains may
/// still be dirt: a speck between two digits where a full stop could stand is for the readers to judge.
CleanedLine without_dirt(const Raster& page, const LayoutLine& line);

}  // namespace nianbao
