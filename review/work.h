// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/geometry.h"
#include "document/span.h"
#include "parser/record.h"
#include "pipeline/page_crop.h"
#include "review/answer.h"
#include "review/queue.h"

// All that a person needs to decide about one cell.
namespace nianbao::review {

/// One cell as a term of a sum or a place in a grid.
struct CellState {
    std::string id, printed;
    /// What it adds to a sum, in millionths (an integer below 2^53); none: not understood. A blank or a dash adds 0.
    std::optional<std::int64_t> micros;
    parser::Standing standing = parser::Standing::review;
    bool answered = false;
    double confidence = 1;
    int page = 0;
    std::optional<Rect> box;  ///< page points
};

/// A sum that the cell stands in: parts = totals.
struct Sum {
    std::string id;      ///< "applications.new_received.row_sum"
    bool across = true;  ///< over the columns of a row; false: over rows of a column
    std::vector<CellState> parts, totals;
    std::optional<bool> holds;                      ///< none: a cell of it is missing or not understood
    std::optional<std::int64_t> difference_micros;  ///< parts minus totals
};

struct Work {
    DocumentSummary document;
    CellState cell;
    CellLabels labels;
    Reason reason;  ///< empty where it is not for review
    std::string version;
    std::string proposed;  ///< as in the queue
    int settles = 0;
    bool skipped = false;
    std::vector<std::string> evidence;  ///< "text-layer", "glyphs", "tesseract", "arithmetic", "reviewer"
    std::vector<Reading> readings;      ///< of each reader, with alternatives and probabilities
    std::vector<Alternative> alternatives;
    std::string machine;  ///< what the program read, before any answer
    double machine_confidence = 1;
    std::optional<StoredAnswer> answer;  ///< in force
    std::vector<StoredAnswer> history;   ///< all of this cell, the newest first
    std::vector<Sum> sums;
    double page_width = 0, page_height = 0;  ///< points; 0 for a text, which has no pages
    bool has_picture = false;                ///< false: the report is no longer there, or is a text
    std::size_t position = 0, total = 0;     ///< in the queue, counted from 0; position = total: not in it
    std::optional<CellKey> previous, next, next_document;
};

/// A table of the form as this report fills it.
struct Grid {
    struct Row {
        std::string label;
        std::vector<std::optional<CellState>> cells;  ///< one for each column
    };
    std::string title;
    std::vector<std::string> columns;
    std::vector<Row> rows;
};

using PagePicture = Picture;

struct Understood {
    bool understood = false;
    std::optional<std::int64_t> micros;
    std::string value;  ///< "1113", "470.31"; empty for a blank or a dash
    std::string words;  ///< why not
};

}  // namespace nianbao::review
