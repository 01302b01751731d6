// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::parser {

/// An exact decimal number that remembers how many decimals were printed: 13.7950 is not 13.795 on paper.
/// At most 18 digits, at most 12 of them decimals.
class Decimal {
  public:
    Decimal() = default;
    explicit Decimal(std::int64_t mantissa, int scale = 0) : mantissa_(mantissa), scale_(scale) {}

    /// "[+-]digits[.digits]", nothing else; std::nullopt when it is not that or has too many digits.
    static std::optional<Decimal> parse(std::string_view text);

    std::int64_t mantissa() const { return mantissa_; }  ///< the digits without the point
    int scale() const { return scale_; }                 ///< number of decimals, 0..12
    /// As a JSON number: no plus sign, no leading zeros, decimals as printed.
    std::string text() const;
    /// Divided by ten thousand, exactly (元 to 万元); decimals that the shift only fills with zeros are dropped.
    /// std::nullopt when that needs more than 12 decimals.
    std::optional<Decimal> shifted_by_ten_thousand() const;
    /// The value in millionths; std::nullopt when it has more than six decimals or does not fit.
    std::optional<std::int64_t> micros() const;

    /// By value: 1.0 equals 1.
    friend bool operator==(const Decimal& a, const Decimal& b);

  private:
    std::int64_t mantissa_ = 0;
    int scale_ = 0;
};

/// Back from millionths, with as few decimals as it takes.
Decimal from_micros(std::int64_t micros);

}  // namespace nianbao::parser
