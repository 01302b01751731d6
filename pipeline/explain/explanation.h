// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "parser/record.h"
#include "pipeline/cell_labels.h"

// Why a cell of a record says what it says, worked out from the record alone.
namespace nianbao {

/// A sum with its numbers: parts and totals as the report prints them.
struct WrittenSum {
    struct Number {
        std::string id, shown;
    };
    std::string id;
    std::vector<Number> parts, totals;
    std::optional<bool> holds;                  ///< none where a cell of it is missing
    std::optional<parser::Decimal> difference;  ///< parts minus totals
};

/// A reader that had a number among what it saw.
struct Mention {
    Witness reader = Witness::tesseract;
    double probability = 0;
    bool first = false;  ///< it is what the reader read, not an alternative
};

/// One number put in the place of another, and what that does to the sums.
struct Change {
    std::string id, from, to;
    std::vector<std::string> mends, breaks;  ///< ids of sums
    std::vector<Mention> mentions;
};

struct Explanation {
    parser::RecordCell cell;
    CellLabels labels;
    std::string verdict;  ///< in words, with the reason
    std::vector<WrittenSum> sums;
    std::vector<Change> changes;  ///< only of a cell for review that stands in a sum that fails; its own ones first
    std::string crop_png;         ///< empty where there is no picture
};

Explanation explain_cell(const parser::Record& record, const parser::RecordCell& cell);

/// "[21] + 0 + 3 = 24", the number of cell `marked` in brackets.
std::string equation(const WrittenSum& sum, const std::string& marked);
/// "holds", "off by -1", "not checked: a cell of it is missing or was not understood"
std::string finding(const WrittenSum& sum);
/// "glyphs had it, with 3.20 %"; "no reader had it"
std::string mentions_text(const Change& change);

}  // namespace nianbao
