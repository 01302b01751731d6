// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "parser/decimal.h"

// The record: what a report says, and how sure we are. Its JSON is in record_json.h.
namespace nianbao::parser {

struct RecordCell {
    std::string id;                ///< as in parser/forms, e.g. "applications.new_received.total"
    std::optional<Decimal> value;  ///< none where the cell is blank, holds a dash, or is not understood
    std::string printed;           ///< the characters as they stand
    double confidence = 1;         ///< 0..1, that `printed` is what stands on the page
    bool needs_review = false;
    std::string reason;  ///< why it needs review, in words; empty otherwise
    std::vector<Witness> evidence;
    std::vector<Alternative> alternatives;  ///< most probable first
    int page = 0;                           ///< counts from 1; 0 for text input
    std::optional<Rect> box;                ///< page points
};

struct Section {
    int number = 0;  ///< 1..6
    std::string heading, text;
    int page = 0;
    double confidence = 1;
};

struct Check {
    std::string id;             ///< e.g. "applications.new_received.row_sum"
    std::optional<bool> holds;  ///< none when a cell of it is missing
    std::vector<std::string> cells;
    std::optional<Decimal> difference;  ///< parts minus total; none when a cell is missing
};

struct Record {
    SourceInfo source;
    std::optional<std::string> title, organization;
    std::optional<int> year;
    std::optional<std::string> form;  ///< "2019", "2021"; none for a document that is no such report
    std::string preface;              ///< prose before the first heading; of other documents, all of it
    std::vector<Section> sections;
    std::vector<RecordCell> cells;  ///< in the order of the form
    std::vector<Check> checks;
    std::vector<Table> tables;
    std::vector<Warning> warnings;

    const RecordCell* find(std::string_view id) const;
    int review_count() const;
};

}  // namespace nianbao::parser
