// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "document/page_image.h"

// A born-digital layer may have wrong Unicode maps that nothing in the file betrays: a 3 is stored as 8. So a few of
// its words are read from the picture and compared.
namespace nianbao {

/// A word to be read from the picture, and what the layer says it is.
struct ComparisonSample {
    Rect box;          ///< page points
    std::string text;  ///< digits and signs, or hanzi; widths normalised
};

/// About 20 words: every digit that occurs, three times where it can be had (in different words), and a few
/// words of hanzi. Upright text only. In the order of the layer.
std::vector<ComparisonSample> sample_for_comparison(const TextLayer& layer);

struct Comparison {
    enum class Verdict {
        agrees,
        doubtful,   ///< a digit that occurs once was read otherwise: the reader may be wrong
        disagrees,  ///< the layer must not be used
        unread,     ///< the reader gave too little to judge by
    } verdict = Verdict::unread;
    std::string reason;  ///< in words, where it does not agree
};

/// @param read what a reader made of each sample, index by index; "" where it saw nothing
Comparison judge_comparison(const std::vector<ComparisonSample>& expected, const std::vector<std::string>& read);

}  // namespace nianbao
