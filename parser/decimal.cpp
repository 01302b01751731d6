// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/decimal.h"

#include <algorithm>

namespace nianbao::parser {
namespace {

constexpr int max_digits = 18;
constexpr int max_scale = 12;
constexpr int micro_scale = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
    if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction, is_digit)) return std::nullopt;
    if (whole.size() + fraction.size() > max_digits || fraction.size() > max_scale) return std::nullopt;
    std::int64_t mantissa = 0;
    for (const char c : whole) mantissa = mantissa * 10 + (c - '0');
    for (const char c : fraction) mantissa = mantissa * 10 + (c - '0');
    return Decimal(negative ? -mantissa : mantissa, static_cast<int>(fraction.size()));
}

std::string Decimal::text() const {
    std::string digits = std::to_string(mantissa_ < 0 ? -mantissa_ : mantissa_);
    const auto decimals = static_cast<std::size_t>(scale_);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    std::string out(mantissa_ < 0 ? 1 : 0, '-');
    out.append(digits, 0, digits.size() - decimals);
    if (decimals > 0) out.append(1, '.').append(digits, digits.size() - decimals);
    return out;
}

std::optional<Decimal> Decimal::shifted_by_ten_thousand() const {
    std::int64_t mantissa = mantissa_;
    int scale = scale_ + 4;
    while (scale > scale_ && mantissa % 10 == 0) {
        mantissa /= 10;
        --scale;
    }
    if (scale > max_scale) return std::nullopt;
    return Decimal(mantissa, scale);
}

std::optional<std::int64_t> Decimal::micros() const {
    std::int64_t mantissa = mantissa_;
    for (int s = scale_; s > micro_scale; --s) {
        if (mantissa % 10 != 0) return std::nullopt;
        mantissa /= 10;
    }
    for (int s = scale_; s < micro_scale; ++s) {
        if (__builtin_mul_overflow(mantissa, std::int64_t{10}, &mantissa)) return std::nullopt;
    }
    return mantissa;
}

bool operator==(const Decimal& a, const Decimal& b) {
    const Decimal& low = a.scale_ < b.scale_ ? a : b;
    const Decimal& high = a.scale_ < b.scale_ ? b : a;
    std::int64_t mantissa = low.mantissa_;
    for (int s = low.scale_; s < high.scale_; ++s) {
        if (__builtin_mul_overflow(mantissa, std::int64_t{10}, &mantissa)) return false;
    }
    return mantissa == high.mantissa_;
}

Decimal from_micros(std::int64_t micros) {
    int scale = micro_scale;
    while (scale > 0 && micros % 10 == 0) {
        micros /= 10;
        --scale;
    }
    return Decimal(micros, scale);
}

}  // namespace nianbao::parser
