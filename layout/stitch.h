// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/document.h"

namespace nianbao::layout {

/// Stage "stitch pages": one document out of its pages, in order. Tables and paragraphs that a page's end cut are
/// joined, running headers dropped, repeated table headers dropped, group labels carried on.
Document stitch(std::vector<Page> pages, SourceInfo source);

/// Whether `next`, first on its page, goes on with `table`, last on the page before: same sides, columns that agree,
/// and no header of its own that differs.
bool continues(const Table& table, const Table& next);

/// `next` put under `table`. Columns are matched by where they stand; a column that only one part has splits the
/// other's.
Table joined(const Table& table, const Table& next);

}  // namespace nianbao::layout
