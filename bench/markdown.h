// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "bench/summary.h"

// Tables and numbers as Markdown.
namespace nianbao::bench {

class MarkdownTable {
  public:
    /// The first column is set left, the others right.
    explicit MarkdownTable(const std::vector<std::string>& header);
    void row(const std::vector<std::string>& cells);
    std::string text() const;

  private:
    std::string text_;
};

std::string fixed(double value, int decimals);
std::string grouped(long value);  ///< 12345 as "12,345"
/// A share as "99.95 %", never rounded to 100 or 0 that it is not.
std::string percent(double share);
std::string percent(const Measure& measure);  ///< "99.95 % (99.90–100)"
/// "1 in 12,345"; "0" for none.
std::string one_in(double rate);

}  // namespace nianbao::bench
