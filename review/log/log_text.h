// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "pipeline/store/answered_readings.h"
#include "review/log/colours.h"
#include "review/log/log_lines.h"

// The confidence log for people.
namespace nianbao::review {

std::string log_header(Colours colours);
/// One line of the terminal, with its line feed.
std::string log_row(const LogLine& line, Colours colours);

/// How many cells have which confidence, by verdict; finer near 1.
class Histogram {
  public:
    Histogram();
    void add(const LogLine& line);
    std::string text(Colours colours) const;

  private:
    struct Bin {
        double from, to;
        std::int64_t proven = 0, confirmed = 0, review = 0, other = 0;
        std::int64_t all() const { return proven + confirmed + review + other; }
    };
    std::vector<Bin> bins_;
};

/// What readers claimed against what people found.
std::string reliability_text(const std::vector<store::ReaderReliability>& readers, Colours colours);

}  // namespace nianbao::review
