// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "parser/record.h"
#include "pipeline/store/answers.h"
#include "pipeline/store/store.h"

namespace nianbao::store {

/// What holds of a report: the record as the program made it, with the answers in force, decoded again. An answer whose
/// cell is gone, or stands elsewhere on the page than when it was given, is not applied; a warning says so
/// ("review.lost", "review.moved"), and a cell that moved is for review.
parser::Record reviewed(const parser::Record& machine, const std::vector<AnswerRow>& answers);

/// A stored record with its answers. @throws Trouble where its file is not as it was written
parser::Record reviewed_record(const Store& store, const std::string& document_sha256,
                               const std::string& record_sha256);

}  // namespace nianbao::store
