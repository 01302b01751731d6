// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_layout.h"
#include "layout/marks.h"

namespace nianbao::layout {

/// What the text of one page or table is set in.
struct TextSize {
    double em = 0;        ///< pixels
    double digit_em = 0;  ///< em that the digits of numeric cells imply (digits are about 0.7 em tall)
};

/// Lines of running text: marks beside each other, ordered from top to bottom. Marks of one line may stand up to four
/// em apart (justified addresses, spaced titles).
/// @param rough_em pixels, any sensible guess; refined from the lines themselves
std::vector<LayoutLine> running_lines(const std::vector<Mark>& marks, double rough_em);

/// What isolated specks in a cell are; dots of print count as its lines do (shattered_print.h).
enum class Dirt { dust, print };

/// Lines inside one cell, top to bottom; text set vertically (one character above the other) gives vertical lines,
/// right to left. Dust is left out. `ink` serves to part lines that touch.
std::vector<LayoutLine> cell_lines(const std::vector<Mark>& marks, const Rect& cell, const cv::Mat& ink,
                                   const TextSize& size, Dirt dirt = Dirt::dust);

/// Measured over all cells of a table.
TextSize table_text_size(const std::vector<std::vector<Mark>>& marks_by_cell, double rough_em);

}  // namespace nianbao::layout
