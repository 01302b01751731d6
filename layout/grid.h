// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <opencv2/core.hpp>
#include <vector>

#include "document/page_layout.h"
#include "layout/lent_columns.h"
#include "layout/rules.h"

// From ruling lines to grids: which rules make one table, where its rows and columns are, which cells span.
namespace nianbao::layout {

/// What tells that there is a boundary.
enum class ShownBy {
    rules,
    text,                ///< nothing is left of the rule itself, but text keeps clear of it all along
    page,                ///< another one, which has a part of the same table; this one shows nothing (lent_columns.h)
    page_beside_labels,  ///< the same, between the labels of rows and their values
    spacing,             ///< the others, which stand equally far apart; nothing else shows it (even_columns.h)
};

/// A row or column boundary of a table: all rules that lie on one line.
struct GridLine {
    std::vector<Rule> rules;  ///< ascending along; empty for a boundary that no rule draws (an open edge)
    double position = 0;      ///< across, at the middle of the table, for ordering
    double tilt = 0;          ///< across per along, of the table as a whole
    double middle = 0;        ///< along, where `position` holds
    double thickness = 0;
    ShownBy shown_by = ShownBy::rules;

    double across(double along) const;
};

struct Grid {
    Rect box;                             ///< outer boundary
    std::vector<GridLine> rows, columns;  ///< boundaries: one more than there are rows, columns
    std::vector<Rule> rules;              ///< all that were used, for erasing
    bool worn = false;                    ///< its rules are in crumbs, and more crumbs than `rules` names lie about
    LayoutTable table;                    ///< cells without their text lines
};

/// Every closed figure of rules, from the top of the page down; one that frames a single cell is a box, not a table.
/// Sides that no rule closes (a table cut by the page's end, or without side rules) are closed where the crossing rules
/// end, and LayoutTable::open_top / open_bottom say so.
/// @param lent  boundaries that other pages show of a table, its place and theirs in pixels
std::vector<Grid> find_grids(const Rules& rules, const cv::Mat& ink, const std::vector<LentColumns>& lent = {});

}  // namespace nianbao::layout
