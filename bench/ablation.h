// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <string_view>

#include "parser/parse_report.h"

// What each witness is worth: the same conversion parsed again with one reader's word taken out, or the sums' word.
namespace nianbao::bench {

enum class ReadersKept { both, glyphs, tesseract };

struct Variant {
    std::string_view name;  ///< as in results and tables
    ReadersKept readers = ReadersKept::both;
    parser::SumsUse sums = parser::SumsUse::decide;
};

/// The first one is the product.
inline constexpr std::array<Variant, 6> variants{{
    {"both readers, sums", ReadersKept::both, parser::SumsUse::decide},
    {"both readers", ReadersKept::both, parser::SumsUse::only_list},
    {"glyphs, sums", ReadersKept::glyphs, parser::SumsUse::decide},
    {"glyphs", ReadersKept::glyphs, parser::SumsUse::only_list},
    {"Tesseract, sums", ReadersKept::tesseract, parser::SumsUse::decide},
    {"Tesseract", ReadersKept::tesseract, parser::SumsUse::only_list},
}};

/// The document as it would be without the other reader of numbers: its readings are gone, and text and confidence are
/// those of the reader that stays. Where that one saw nothing, the cell has an empty reading: ink that nobody could
/// read, not a blank. Labels stay, which only Tesseract reads.
Document keep_readers(Document document, ReadersKept kept);

parser::Record parse_as(const Document& document, const Variant& variant);

}  // namespace nianbao::bench
