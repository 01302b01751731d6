// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "parser/parse_report.h"

// Decoding a form again from its record, with what a reviewer said of some cells. Nothing is read again: the record has
// what the readers gave (DecoderInput).
namespace nianbao::parser {

/// What a reviewer says stands in a cell.
struct CellAnswer {
    std::string cell;
    /// "confirm", "other_reading", "typed", "blank", "as_printed". After as_printed the sums of this cell that fail are
    /// the report's own fault: they bind no other cell, and stay listed as failing.
    std::string kind;
    std::string printed;  ///< the characters as they stand
    std::string reviewer, when, why;
};

struct ReviewOptions {
    ParseOptions parse;
    /// A person mistypes, or looks at the wrong row, about once in a thousand cells: what an answered cell's confidence
    /// is at least one minus of. Sums that hold make it surer.
    double slip = 1e-3;
};

/// Whether the record has what decoding takes. One that was written before it was kept has not.
bool can_decode_again(const Record& record);

/// The record with these answers: answered cells say what the reviewer said, with evidence `reviewer`, and are no
/// longer for review; all others are decoded and judged anew, so that what is proven now leaves the queue. Without
/// answers the verdicts are those of the record. A record that cannot be decoded again keeps the verdicts of its other
/// cells, but for those whose sums an answer has broken: no sum proves them any more.
/// @param machine  as the program wrote it, without answers
/// @param answers  at most one a cell; those of cells that are not in the record are left out
Record with_answers(const Record& machine, const std::vector<CellAnswer>& answers, const ReviewOptions& options = {});

/// The cells of a record as the decoder sees them, and the tables' places that they point to.
struct NumericForm {
    std::vector<NumericCell> cells;  ///< one for each of the record's, in its order
    std::deque<TableCell> places;
};
/// `chosen` is what the record says. Answered cells have their answer as the one candidate.
NumericForm numeric_form(const Record& record, const ReviewOptions& options = {});

/// What a text typed by a person means in this cell.
CellValue understood(const RecordCell& cell, const std::string& printed);
/// Of readers' and reviewers' texts alike, without regard to the unit that its header names: enough to tell whether two
/// say the same.
CellValue understood(const std::string& cell, const std::string& printed);

}  // namespace nianbao::parser
