// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "ocr/straighten_view.h"

// Private to ocr/: the lines of characters of a page that may stand on its side.
namespace nianbao {

/// A run of characters; `along` is a unit vector that points right or down, all in view pixels.
struct CharacterRun {
    cv::Point2d center, along;
    double length = 0, height = 0;
    double solidity = 0;  ///< share of its box that is ink: clean lines of text have 0.15 to 0.5

    bool horizontal() const { return std::abs(along.x) > std::abs(along.y); }
};

struct CharacterRuns {
    std::vector<CharacterRun> runs;
    double em = 0;  ///< view pixels; 0 when there is hardly any text
    cv::Mat marks;  ///< mask of the pieces of ink that have the size of characters
};

/// Dark marks of a page, locally thresholded; 255 = ink.
cv::Mat view_ink(const MeasuringView& view);

/// Runs of at least 2.5 characters. Within a line hanzi stand 0.1 em apart, lines stand further apart: closing gaps of
/// 0.25 em both ways joins the characters of a line only, whichever way the page lies.
CharacterRuns find_character_runs(const cv::Mat& ink, const MeasuringView& view);

}  // namespace nianbao
