// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "bench/truth.h"

// A record held against the truth, cell by cell, by the rules of the contract.
namespace nianbao::bench {

struct Score {
    int cells = 0;       ///< that the report has
    int exact = 0;       ///< right, marked or not; of cells that must be marked: marked
    int flagged = 0;     ///< wrong or missing, and the record says that a person must look
    int silent = 0;      ///< wrong or missing, and nothing says so
    int extra = 0;       ///< a sure number that the report does not have
    int review = 0;      ///< of `cells`, marked for review, right or wrong
    int own = 0;         ///< of `cells`, in a sum that the report itself gets wrong
    int own_review = 0;  ///< of `own`, marked for review

    Score& operator+=(const Score& other);
    friend bool operator==(const Score&, const Score&) = default;
};

enum class Fault { flagged, silent, extra };

/// A cell that is not exact.
struct BadCell {
    Fault fault = Fault::silent;
    std::string id, truth, got;  ///< in words where there is no number
    double confidence = 0;
};

struct Judgement {
    Score score;
    std::vector<BadCell> bad;
};

Judgement judge(const Truth& truth, const parser::Record& record);

/// Of a report that could not be converted: that is no silence, so every cell counts as missing and marked.
Score score_of_failure(const Truth& truth);

}  // namespace nianbao::bench
