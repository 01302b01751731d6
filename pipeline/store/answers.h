// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/geometry.h"
#include "document/span.h"
#include "pipeline/store/database.h"

// What reviewers said, as the database keeps it: rows that are only ever added.
namespace nianbao::store {

enum class AnswerKind {
    confirm,        ///< what was read stands there
    other_reading,  ///< what another reader saw, or an alternative
    typed,
    blank,       ///< nothing is printed there
    as_printed,  ///< it stands there, and the report itself is wrong: its sum need not hold
    skip,        ///< not decided; it goes to the end of the queue
    undo,        ///< takes an earlier answer back
};
std::string_view name(AnswerKind kind);  ///< "confirm", "other_reading", …
std::optional<AnswerKind> answer_kind_named(std::string_view name);

struct AnswerRow {
    std::int64_t id = 0;
    std::string document;  ///< its SHA-256
    std::string place;     ///< a cell's id, or "section.1.line.4"
    AnswerKind kind = AnswerKind::confirm;
    std::string printed, why, reviewer;
    std::string answered;  ///< when, UTC
    std::optional<std::int64_t> undoes;
    std::string before_printed;
    double before_confidence = 0;
    std::string before_verdict;
    std::string machine_printed;
    double machine_confidence = 0;
    std::vector<Reading> readings;  ///< of each reader, without alternatives
    std::string record;             ///< SHA-256 of the record that was looked at
    int page = 0;                   ///< 0: none
    std::optional<Rect> box;
    std::optional<std::int64_t> undone_by;  ///< only read, never written
};

bool is_prose(std::string_view place);
std::string line_place(int section, int line);  ///< "section.1.line.4"

/// `id` and `undone_by` are not taken from the row. Within a transaction. @return its id
std::int64_t add_answer(Database& database, const AnswerRow& row);

/// Of one content: the newest of each place that was not taken back; neither skips nor undos.
std::vector<AnswerRow> answers_in_force(const Database& database, const std::string& document);
/// Places that were skipped last: their newest row that was not taken back is a skip.
std::vector<std::string> skipped_places(const Database& database, const std::string& document);

/// The newest row of a place that is no skip, undos included; 0 for none. It changes with every answer.
std::int64_t latest_answer(const Database& database, const std::string& document, const std::string& place);
std::optional<AnswerRow> find_answer(const Database& database, std::int64_t id);
/// This reviewer's newest answer, skips included, that was not taken back.
std::optional<AnswerRow> last_of(const Database& database, const std::string& reviewer);

/// Newest first. @param document  SHA-256; empty: of all. @param place  empty: all
struct AnswerQuery {
    std::string document, place;
    std::size_t offset = 0, limit = 100;
};
std::vector<AnswerRow> list_answers(const Database& database, const AnswerQuery& query);

}  // namespace nianbao::store
