// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "pipeline/learning/cell_line.h"
#include "pipeline/store/store.h"
#include "pipeline/workers/pool.h"

namespace nianbao::learning {

/// A cell of a store of which it is known what stands there, and its picture.
struct KnownCell {
    std::string text;       ///< as the glyph reader would say it
    bool answered = false;  ///< a person said so; else sums that hold prove it
    bool apart = false;     ///< of a document that is kept for judging
    CellLine picture;
};

struct KnownCellOptions {
    std::size_t most_proven = 6000;  ///< of cells that nobody answered
    double share_apart = 0.3;        ///< of documents; where fewer than two have answers, of cells
    double dpi = 300;                ///< that pages are rendered at
    workers::Isolation isolation = workers::Isolation::required;
};

/// From pages with answered cells and those of which the store has a picture. Where the report is still there, the page
/// is rendered as it was read; else the store's picture, of half the resolution, must do. The same store and reports
/// give the same cells.
std::vector<KnownCell> known_cells(const store::Store& store, const KnownCellOptions& options = {});

}  // namespace nianbao::learning
