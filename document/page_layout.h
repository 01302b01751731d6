// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "document/geometry.h"
#include "document/raster.h"

// Where things stand on one page: what layout/ finds and ocr/ reads. All boxes in pixels of the clean image.
namespace nianbao {

enum class Direction { horizontal, vertical };

/// One line of text to be read.
struct LayoutLine {
    Rect box;       ///< tight around the line's ink
    double em = 0;  ///< height of a full-width character, estimated from the line's neighbours too (一 has little ink)
    Direction direction = Direction::horizontal;
    bool dash = false;     ///< a dash for a number that is not there, which others beside or below it tell from dirt
    bool wrapped = false;  ///< if of digits, it may be a part of a number that goes on below or began above
};

/// One cell of a ruled table.
struct LayoutCell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    Rect box;                       ///< interior, inside the rules
    std::vector<LayoutLine> lines;  ///< top to bottom (vertical text: right to left); empty when the cell has no ink
    bool under_seal = false;        ///< a seal covers some of its ink
    double faint_ink = 0;  ///< of a cell without lines: its darkest spot, 0 (plain paper) to 1 (as dark as text)
};

struct LayoutTable {
    Rect box;  ///< outer rules
    int rows = 0, columns = 0;
    std::vector<LayoutCell> cells;  ///< row by row; together they tile rows x columns exactly
    bool open_top = false;          ///< no closing rule: cut by the page's edge
    bool open_bottom = false;
    double confidence = 1;  ///< share of grid edges whose rule was really seen
    bool worn = false;      ///< its rules are in crumbs: pieces of them are lost
};

/// Margin lines are told by their place alone; whether they are page numbers or running headers, their text decides.
enum class BlockKind { paragraph, upper_margin, lower_margin };

/// Consecutive lines of running text.
struct LayoutBlock {
    BlockKind kind = BlockKind::paragraph;
    std::vector<LayoutLine> lines;  ///< in reading order
    bool centred = false;           ///< as titles are
    bool starts_indented = false;   ///< first line stands two characters in: a new paragraph
    bool ends_full = false;         ///< last line reaches the right margin: may go on on the next page
};

/// One entry of the reading order.
struct LayoutItem {
    enum class Kind { block, table } kind;
    int index;  ///< into PageLayout::blocks or ::tables
};

struct PageLayout {
    int page = 1;
    std::vector<LayoutTable> tables;
    std::vector<LayoutBlock> blocks;
    std::vector<LayoutItem> order;
    Raster reading;  ///< the clean grey image with the rules erased: what lines are cut from
};

}  // namespace nianbao
