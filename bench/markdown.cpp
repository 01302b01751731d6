// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/markdown.h"

#include <cmath>
#include <cstdio>

namespace nianbao::bench {
namespace {

std::string line_of(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) {
        std::string safe;
        for (const char c : cell) {
            if (c == '|') safe += '\\';
            safe += c == '\n' ? ' ' : c;
        }
        line += " " + safe + " |";
    }
    return line + "\n";
}

/// Without the sign. Digits enough that a share which is not whole does not look it.
std::string percent_digits(double share) {
    const double value = 100 * share;
    if (value == 0 || value == 100) return fixed(value, 0);
    for (int decimals = 2; decimals < 5; ++decimals) {
        std::string text = fixed(value, decimals);
        if (std::stod(text) != 0 && std::stod(text) != 100) return text;
    }
    return fixed(value, 5);
}

}  // namespace

MarkdownTable::MarkdownTable(const std::vector<std::string>& header) {
    text_ = line_of(header) + "|---|";
    for (std::size_t i = 1; i < header.size(); ++i) text_ += "--:|";
    text_ += "\n";
}

void MarkdownTable::row(const std::vector<std::string>& cells) {
    text_ += line_of(cells);
}

std::string MarkdownTable::text() const {
    return text_ + "\n";
}

std::string fixed(double value, int decimals) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    return buffer;
}

std::string grouped(long value) {
    std::string digits = std::to_string(value);
    for (auto at = static_cast<long>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string percent(double share) {
    return percent_digits(share) + " %";
}

std::string percent(const Measure& measure) {
    return percent(measure.share) + " (" + percent_digits(measure.interval.low) + "–" +
           percent_digits(measure.interval.high) + ")";
}

std::string one_in(double rate) {
    return rate > 0 ? "1 in " + grouped(std::lround(1 / rate)) : "0";
}

}  // namespace nianbao::bench
