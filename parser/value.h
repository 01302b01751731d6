// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "parser/decimal.h"

// What a numeric cell's characters mean.
namespace nianbao::parser {

/// Where the characters come from. Of an image, letters that look like digits are digits.
enum class TextSource { printed, image };
/// What the column counts: pieces, or money in 万元.
enum class Quantity { count, amount };

struct CellValue {
    enum class Kind {
        blank,  ///< nothing printed
        dash,   ///< - — / and the like: nothing counted, but not a printed 0
        number,
        unreadable  ///< none of these
    } kind = Kind::blank;
    std::optional<Decimal> value;  ///< of a number; amounts in 万元
    std::string note;              ///< what stood beside the number, e.g. 其中修订16件
    bool converted = false;        ///< printed in 元 (or 亿元) and converted to 万元
    /// A name for "the same reading": numbers without separators, plus sign and spaces; "-" for any dash; "" for a
    /// blank.
    std::string key;
};

/// Of a picture, where points and commas are nearly alike. A count has no decimals: what stands before groups of three
/// digits (68.753) is a separator, and becomes one.
std::string with_separators(std::string_view text, Quantity quantity);
/// Whether a point in the number could just as well be a separator: 68.753, in an amount.
bool separator_or_point(std::string_view text, Quantity quantity);

CellValue parse_value(std::string_view text, TextSource source, Quantity quantity = Quantity::count);

}  // namespace nianbao::parser
