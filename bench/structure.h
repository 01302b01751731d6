// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/truth.h"

namespace nianbao::bench {

/// What a record says beside its cells.
struct Structure {
    bool form = false, year = false, organization = false, title = false;  ///< exactly the truth's
    int tables = 0;                                                        ///< that the report prints
    int found = 0;  ///< of these, in the record with the same rows and columns, in the same order

    bool all_tables() const { return found == tables; }
};

Structure compare_structure(const Truth& truth, const parser::Record& record);

}  // namespace nianbao::bench
