// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/document.h"

// What a page cannot show by itself: a rule between two columns of which a worn copy left nothing stands on another
// page that has the next part of the same table.
namespace nianbao::layout {

/// A boundary of which hardly anything was found.
struct LentBoundary {
    double at = 0;  ///< 0..1 across the table, from its left side to its right one; beyond them for a side
    enum class Parts {
        values,
        labels_from_values,
        outside,  ///< from the table: the side that it has lost, where other rules ended at an inner boundary
    } parts = Parts::values;
};

/// What one table is lent.
struct LentColumns {
    Rect table;                            ///< page points; its sides are those that the first look at its page found
    std::vector<LentBoundary> boundaries;  ///< from left to right
};

/// Where the parts of a table that goes over several pages differ in columns of numbers, those that one shows in most
/// of its rows go to another that lacks them in some, if this has hardly any boundary that the first lacks. So does a
/// side that a part has lost. Boundaries among labels are not lent, nor those of tables of a few columns: rows differ
/// in them. Pages with a text layer need none. Whatever the pages hold: they come from another process.
/// @param pages  in order
/// @return one entry for each page; mostly empty
std::vector<std::vector<LentColumns>> columns_to_lend(const std::vector<Page>& pages);

}  // namespace nianbao::layout
