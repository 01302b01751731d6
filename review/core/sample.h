// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "review/core/shelf.h"
#include "review/statistics.h"

// Cells that nobody doubts, drawn at random and looked at all the same: how many of them are wrong?
namespace nianbao::review {

/// @return how many were drawn: fewer where there are not as many left
std::size_t draw_cells(Shelf& shelf, std::size_t cells);

/// Of the cells drawn so far. A cell whose value a reviewer left as it was when it was drawn was right.
SilentErrors silent_errors(const store::Database& database);

}  // namespace nianbao::review
