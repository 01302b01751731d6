// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/failure.h"
#include "document/geometry.h"
#include "pipeline/store/answers.h"

// What a reviewer says of a cell or of a line of prose, and what comes of it.
namespace nianbao::review {

using store::AnswerKind;

struct CellKey {
    std::int64_t document = 0;
    std::string cell;  ///< "applications.new_received.total"
    friend bool operator==(const CellKey&, const CellKey&) = default;
};

/// Codes: "review.no_document", "review.no_cell", "review.no_page", "review.no_picture", "review.bad_answer".
class NotThere : public Failure {
  public:
    NotThere(const std::string& code, const std::string& cause, const std::string& remedy = "")
        : Failure(code, "review", cause, remedy) {}
};

struct NewAnswer {
    CellKey cell;
    AnswerKind kind = AnswerKind::confirm;
    /// The characters as they stand on the page: of other_reading, typed and as_printed. What a confirmation confirms
    /// may be given, too: then it is refused when the cell says something else by now.
    std::string printed;
    std::string why;       ///< in the reviewer's words; may be empty
    std::string reviewer;  ///< who; not empty
    std::string version;   ///< Work::version of what the reviewer saw; empty: do not check
};

/// An answer as it lies in the store.
struct StoredAnswer {
    std::int64_t id = 0;
    CellKey cell;  ///< `cell` is the place, also of a line of prose: "section.1.line.4"
    AnswerKind kind = AnswerKind::confirm;
    std::string printed, before;  ///< what stands now, and what stood before
    double confidence_before = 0;
    std::string verdict_before;  ///< "review", "proven", "confirmed"
    std::string reviewer, when, why;
    std::optional<std::int64_t> undone_by;  ///< id of the answer that took it back
};

struct AnswerResult {
    enum class Kind {
        stored,
        conflict,  ///< somebody answered since, or a batch read it anew: nothing was stored, `other` says what is there
        refused,   ///< not understood as a number, or no such reading: nothing was stored, `words` says why
    };
    Kind kind = Kind::stored;
    std::int64_t id = 0;  ///< of the answer
    std::string version;  ///< of the cell, now
    /// Of what is refused "changed", "unseen", "no_number", "nothing_read", "too_long", "no_answer"; of conflicts
    /// "answered", or "read_anew": then the cell is to be looked at again before anything is said of it, and `other` is
    /// not given.
    std::string code;
    std::string words;  ///< the same in English
    std::optional<StoredAnswer> other;
    std::vector<std::string> settled;           ///< other cells of the document that left the queue by this answer
    std::vector<std::string> reopened;          ///< and such as came into it
    std::vector<std::string> holding, failing;  ///< checks that hold, or fail, now and did not before
    std::int64_t left_in_document = 0;          ///< cells for review
};

struct UndoResult {
    bool done = false;  ///< false: there is nothing of this reviewer's to take back
    CellKey cell;       ///< whose answer was taken back: the one to show; of prose, its place
    bool prose = false;
    std::string version;
};

/// Characters of a line that were read with doubt.
struct DoubtfulPart {
    std::size_t first = 0, count = 0;  ///< characters (code points), not bytes
    double confidence = 0;
};

struct ProseLine {
    std::int64_t document = 0;
    std::string place;  ///< "section.1.line.4"
    int section = 0;    ///< 1..6; 0 before the first heading
    std::string heading;
    std::string text, machine;           ///< as it is now, as it was read
    std::vector<DoubtfulPart> doubtful;  ///< of `machine`
    double confidence = 1;               ///< of the least sure character
    int page = 0;
    std::optional<Rect> box;  ///< page points
    std::string version;
    bool answered = false;
    std::string file, body;
};

struct ProsePage {
    std::size_t total = 0;
    std::vector<ProseLine> lines;
};

struct NewProseAnswer {
    std::int64_t document = 0;
    std::string place;
    std::string text;  ///< of the whole line, as it stands on the page; as before: confirmed
    std::string why, reviewer, version;
};

struct ProseAnswerResult {
    AnswerResult::Kind kind = AnswerResult::Kind::stored;
    std::int64_t id = 0;
    std::string version, code, words;  ///< as in AnswerResult
    std::optional<StoredAnswer> other;
};

}  // namespace nianbao::review
