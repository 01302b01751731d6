// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>

#include "document/page_layout.h"

namespace nianbao::layout {

/// By row, then by column: the order that a table's cells are kept in.
inline void sort_cells(LayoutTable& table) {
    std::ranges::stable_sort(table.cells, [](const LayoutCell& a, const LayoutCell& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
}

}  // namespace nianbao::layout
