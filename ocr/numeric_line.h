// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/page_layout.h"
#include "document/span.h"

// Telling numbers from text, and the common form of what the readers of numbers say. Private to ocr/.
namespace nianbao {

/// The line's ink could be a number: it is short, and no more of its pieces are as large as hanzi than 万元 has.
/// Judged by shape alone; whether 川 is 111 is for the readers to tell.
bool may_be_number(const cv::Mat& page, const LayoutLine& line);

/// The widest paper between two pieces of the line's ink, in ems. Between the digits of a number there is less than
/// one, even where they are full-width; more parts two numbers, or a digit was lost.
double widest_gap(const cv::Mat& page, const LayoutLine& line);

/// The text is a number as forms print it: digits with signs, separators, and a unit (万元, 元, 件, %) or not; or a
/// dash or a slash that stands for nothing. 〇 alone counts too.
bool is_number(std::string_view text);
/// The text may be one line of a broken number: a number, or one between commas.
bool is_part_of_number(std::string_view text);

/// Of a number: thousands separators, if any, stand where they should.
bool has_even_groups(std::string_view number);

/// Of a number: exactly three digits follow its full stop where thousands could, as in 668.375 and 37,630.532. A comma
/// with its tail lost reads so.
bool may_be_thousands(std::string_view number);

/// Widths and look-alikes brought to one form: full-width digits, O o 〇 as 0 and l I | as 1 beside digits or alone,
/// all dashes between or before digits as -, a lone dash as — or - by its own width; no spaces.
std::string normal_number(std::string_view text);

/// Two readers' answers to one line made into one: where they agree the doubts multiply, where they do not the better
/// one wins with what the other leaves it.
struct Verdict {
    std::string text;
    double confidence = 0;
};
Verdict fused(const std::vector<Reading>& readings);

}  // namespace nianbao
