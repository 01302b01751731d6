// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

// Where in a line's picture each of its characters stands. Private to ocr/.
namespace nianbao {

/// Columns of the line's picture, half open.
struct Columns {
    int from = 0, to = 0;
};

/// Cuts a line between its characters: cuts cost the ink that they go through and how far they make characters wider or
/// narrower than Chinese type has them, where all hanzi are of one width and digits of half of it. One place for each
/// character; empty where the text cannot be laid over the picture in such a way.
/// @param line  grey, black on white, horizontal, at the page's scale
/// @param em  height of a full-width character, pixels
std::vector<Columns> places_of(const cv::Mat& line, std::u32string_view text, double em);

}  // namespace nianbao
