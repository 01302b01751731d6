// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

// What it takes a report to break its sums: each for itself, or several of them by one misprinted number.
namespace nianbao::parser {

/// A sum as a report may break it.
struct BreakableSum {
    std::vector<std::pair<int, int>> cells;  ///< every cell of it, and its sign
    double log_broken = 0;                   ///< log of the chance that a report breaks it
};

/// Broken sums, added and taken back one by one like a stack, with causes that explain them: a number misprinted by
/// some amount breaks all of its sums by just that amount. Each sum joins the cause that makes it cheapest when it is
/// added, so that the price of a set of sums depends on their order (which is the same in all of one search).
class Misprints {
  public:
    explicit Misprints(std::vector<BreakableSum> sums);

    /// @param difference  by how much the sum is off (parts minus totals), in millionths; not 0
    /// @return            what this makes the broken sums less probable by: a logarithm, 0 or more
    double add(int sum, std::int64_t difference);
    void take_back();
    /// What is still to pay once every sum is known: a number that also stands in a sum that holds is no misprint, and
    /// the sums that it was to explain stand for themselves. 0 or more.
    double outstanding() const;

  private:
    struct Suspect {
        int cell;
        std::int64_t slip;  ///< by which it counts too much
    };
    struct Cause {
        std::vector<Suspect> suspects;
        std::vector<int> sums;
        double apart = 0;     ///< the price of the sums, each for itself
        double together = 0;  ///< and of one misprint
    };

    bool explains_all(const Suspect& suspect, const Cause& cause) const;

    std::vector<BreakableSum> sums_;
    std::map<int, std::vector<int>> sums_of_;
    std::vector<Cause> causes_;
    std::vector<std::pair<int, Cause>> undo_;  ///< place among the causes and what stood there; -1: a new one
};

}  // namespace nianbao::parser
