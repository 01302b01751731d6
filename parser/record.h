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

/// Why a cell may be used as it is, or may not.
enum class Standing {
    proven,     ///< a sum that holds vouches for it
    confirmed,  ///< the readers, or the text layer, are sure enough by themselves
    review,     ///< a person must look
};
std::string_view name(Standing standing);  ///< as in the record's `verdict`

/// The best joint reading of all sums in which a cell counts otherwise.
struct Rival {
    std::string printed;  ///< of the cell, in that reading
    double ratio = 0;     ///< 0..1: how probable that reading is beside the chosen one
};

/// One text that may stand in a cell, before the sums are asked.
struct Hypothesis {
    std::string printed;
    double probability = 0;          ///< 0..1
    std::vector<Witness> witnesses;  ///< readers whose first choice it is
};

/// What the decoder knew of a cell: with it the form can be decoded again from the record alone (redecode.h).
struct DecoderInput {
    std::vector<Hypothesis> hypotheses;  ///< most probable first
    double other = 0;                    ///< 0..1, of none of these
    bool from_image = false;             ///< read from pixels, not printed characters
    bool no_ink = false;                 ///< a picture shows nothing there
    std::string doubt;                   ///< of its place in the form, as name(Doubt) in placement.h; empty: none
};

/// What a reviewer said of a cell, and what the program had said by itself.
struct ReviewerAnswer {
    std::string kind;      ///< "confirm", "other_reading", "typed", "blank", "as_printed"
    std::string printed;   ///< the characters as they stand, by the reviewer
    std::string reviewer;  ///< who
    std::string when;      ///< UTC, "2026-11-27T01:02:03Z"
    std::string why;       ///< may be empty
    // The program's own, as in RecordCell.
    std::optional<Decimal> machine_value;
    std::string machine_printed;
    double machine_confidence = 1;
    bool machine_needs_review = false;
    std::string machine_reason;
    std::vector<Witness> machine_evidence;
};

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
    // How it came about. A record that was written before these were has none of them.
    std::vector<Reading> readings = {};  ///< what each reader made of it; none where no ink was seen
    std::optional<double> prior = {};    ///< 0..1, of `printed`: by all readers together, before the sums were asked
    std::optional<Rival> rival = {};     ///< only of cells whose sums were decided together with their readings
    bool under_seal = false;
    std::optional<DecoderInput> decoder = {};
    std::optional<ReviewerAnswer> answer = {};

    Standing standing() const;
    /// A reviewer found something else than the program: another number, or other characters where there is none.
    bool corrected() const;
};

/// Characters of a line, counted in it, that were read with doubt.
struct DoubtfulCharacters {
    std::size_t first = 0, count = 0;
    double confidence = 1;  ///< 0..1, of the least sure one
};

/// A line of prose that a person may want to look at.
struct DoubtfulLine {
    int line = 0;        ///< of its section, counted from 1
    std::size_t at = 0;  ///< its first character in the section's text
    std::string text;    ///< as it was read
    int page = 0;
    std::optional<Rect> box;  ///< page points
    std::vector<DoubtfulCharacters> characters;
    std::optional<ReviewerAnswer> answer = {};  ///< then the section's text has its `printed` in this line's place

    double confidence() const;  ///< of the least sure character
};

struct Section {
    int number = 0;  ///< 1..6
    std::string heading, text;
    int page = 0;
    double confidence = 1;
    std::vector<DoubtfulLine> doubtful = {};
};

struct Check {
    std::string id;             ///< e.g. "applications.new_received.row_sum"
    std::optional<bool> holds;  ///< none when a cell of it is missing
    std::vector<std::string> cells;
    std::optional<Decimal> difference;     ///< parts minus total; none when a cell is missing
    std::vector<std::string> totals = {};  ///< those of `cells` that are subtracted
};

struct Record {
    SourceInfo source;
    std::vector<PageInfo> pages;  ///< none of the text form
    std::optional<std::string> title, organization;
    std::optional<int> year;
    std::optional<std::string> form;  ///< "2019", "2021"; none for a document that is no such report
    std::string preface;              ///< prose before the first heading; of other documents, all of it
    std::vector<Section> sections;
    std::vector<RecordCell> cells;  ///< in the order of the form
    std::vector<Check> checks;
    std::vector<Table> tables;
    std::vector<Warning> warnings;
    double reader_habit = 1;  ///< ReaderAgreement::habit_scale of this report, for decoding again

    const RecordCell* find(std::string_view id) const;
    RecordCell* find(std::string_view id);
    int review_count() const;
    int answered_count() const;
    int corrected_count() const;  ///< answered, and it says something else than was read
};

}  // namespace nianbao::parser
