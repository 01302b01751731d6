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

/// A document's rows of cells, checks, warnings, lines, pages and images, and the counts in its own row: those of this
/// result instead of any earlier one's, with the answers in force. Its outcome follows: nothing left for review is
/// converted. Within a transaction.
void replace_record_rows(Database& database, std::int64_t document, const workers::DocumentResult& result,
                         const std::vector<PageObject>& images);

/// After an answer: rows of cells, checks, warnings and lines, the counts and the outcome. Within a transaction.
/// @param record  with the answers in force
/// @param skipped  places that a reviewer has put off
void replace_reviewed_rows(Database& database, std::int64_t document, const parser::Record& record,
                           const std::vector<std::string>& skipped);

}  // namespace nianbao::store
