// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/store/database.h"
#include "pipeline/workers/pool.h"

namespace nianbao::store {

struct PageObject {
    int page = 0;
    std::string sha256;
};

/// A document's rows of cells, checks, warnings, pages and images, and the counts in its own row: those of this result
/// instead of any earlier one's. Within a transaction.
void replace_record_rows(Database& database, std::int64_t document, const workers::DocumentResult& result,
                         const std::vector<PageObject>& images);

}  // namespace nianbao::store
