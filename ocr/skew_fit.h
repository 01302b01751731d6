// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <vector>

// Private to ocr/: robust fit of one family of rules.
namespace nianbao {

/// A segment of the family, lengths in half diagonals from the middle of the page; for the vertical family with x and y
/// exchanged.
struct FamilyRow {
    double dx = 1, dy = 0;  ///< unit direction, dx > 0
    double x = 0, y = 0;    ///< middle
    double length = 0;
    double trust = 1;      ///< weight beside a rule of the same length
    double tolerance = 1;  ///< how far off it may be beside a rule
};

enum class FamilyModel { parallel, meeting, meeting_curled };

struct FamilyFit {
    double slope = 0, vanish = 0;
    std::array<double, 3> curl{};              ///< of Curl::slope
    double slope_error = 1, vanish_error = 1;  ///< standard deviations
    double agreeing = 0, total = 0;            ///< lengths
};

/// Least squares of dy = slope dx - vanish (y dx - x dy) + (curl0 x + curl1 x^2 + curl2 x^3) dx, reweighted (Tukey)
/// with a scale that narrows from 4 to 1/4 degree.
FamilyFit fit_family(const std::vector<FamilyRow>& rows, double start_slope, FamilyModel model);

}  // namespace nianbao
