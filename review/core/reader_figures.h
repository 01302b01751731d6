// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "pipeline/store/database.h"
#include "review/statistics.h"

namespace nianbao::review {

/// What each reader had said of the cells that people answered, and how far it was right; and the record, all together.
std::vector<ReaderFigures> reader_figures(const store::Database& database);

}  // namespace nianbao::review
