// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/truth.h"

namespace nianbao::bench {

/// How a record treats sums that the report itself gets wrong: said, and left as printed.
struct OwnErrors {
    int checks = 0;       ///< that the report breaks
    int reported = 0;     ///< of these, listed by the record as not holding
    int with_review = 0;  ///< of these, with at least one cell for review
    int cells = 0;        ///< in these sums
    int kept = 0;         ///< of these, with the printed value in the record
    int review = 0;       ///< of these, for review
    int repaired = 0;     ///< of these, with another value and not for review

    bool all_reported() const { return reported == checks; }
    OwnErrors& operator+=(const OwnErrors& other);
};

OwnErrors own_errors(const Truth& truth, const parser::Record& record);

}  // namespace nianbao::bench
