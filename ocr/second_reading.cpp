// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocr/second_reading.h"

#include <algorithm>

#include "ocr/numeric_line.h"

namespace nianbao {
namespace {

// On worn copies the readers agree on few numbers more surely than this, and a page needs some to learn from.
constexpr double sure = 0.97;
// What is as sure as that, and lies under a seal, is not read again for the seal.
constexpr double unsure = 0.96;

bool all_agree(const ReadLine& line) {
    return line.readings.size() > 1 &&
           std::ranges::all_of(line.readings, [&](const Reading& r) { return r.text == line.text; });
}

}  // namespace

bool is_proven(const ReadLine& line) {
    return line.confidence >= sure && all_agree(line) && is_number(line.text) &&
           line.text.find_first_of("0123456789") != std::string::npos;
}

bool wants_another_reading(const ReadLine& line) {
    if (line.readings.empty()) return line.text.empty() && line.confidence == 0;
    const bool number = std::ranges::any_of(line.readings, [](const Reading& r) { return is_number(r.text); });
    return number && (line.confidence < unsure || !all_agree(line));
}

}  // namespace nianbao
