// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/answering.h"

#include <algorithm>
#include <set>

#include "document/utf8.h"
#include "parser/answered_value.h"
#include "pipeline/store/clock.h"
#include "pipeline/store/record_rows.h"
#include "review/core/work.h"

namespace nianbao::review {
namespace {

using parser::Record;
using parser::RecordCell;
using store::AnswerRow;

constexpr std::size_t longest_printed = 200, longest_line = 2000, longest_why = 2000, longest_name = 100;

/// One line of valid UTF-8 without control characters.
bool is_plain(const std::string& text, std::size_t longest) {
    const bool controls = std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    return text.size() <= longest && valid_utf8(text) && !controls;
}

/// Why something is no answer: a code that stays the same, and words.
struct Refusal {
    std::string code, words;
};

std::optional<Refusal> what_is_wrong(const std::string& reviewer, const std::string& text, std::size_t longest,
                                     const std::string& why) {
    if (reviewer.empty() || !is_plain(reviewer, longest_name))
        return Refusal{"too_long", "say who you are, in a short line"};
    if (!is_plain(text, longest))
        return Refusal{"too_long", "the text is too long, or holds characters that cannot be printed"};
    if (!is_plain(why, longest_why))
        return Refusal{"too_long", "the reason is too long, or holds characters that cannot be printed"};
    return std::nullopt;
}

template <class Result>
Result refused(const Refusal& refusal) {
    Result result;
    result.kind = AnswerResult::Kind::refused;
    result.code = refusal.code;
    result.words = refusal.words;
    return result;
}

/// Of a version, the record that was seen; behind it stands the answer.
std::string record_of(const std::string& version) {
    return version.substr(0, version.find(':'));
}

/// What came between, where the reviewer saw something older. None: nothing did. A record that was read anew comes
/// before any answer: the cell may stand elsewhere by now, so nobody may answer it from what was seen.
template <class Result>
std::optional<Result> conflict(Shelf& shelf, const Opened& document, const std::string& place,
                               const std::string& seen) {
    const std::string now = shelf.version(document, place);
    if (seen.empty() || seen == now) return std::nullopt;
    Result result;
    result.kind = AnswerResult::Kind::conflict;
    result.version = now;
    result.code = "read_anew";
    result.words = "a batch read the report anew in the meantime";
    if (record_of(seen) != record_of(now)) return result;
    const auto latest =
        store::find_answer(shelf.database(), store::latest_answer(shelf.database(), document.sha256, place));
    if (!latest) return result;
    result.other = stored_answer(document.id, *latest);
    result.code = "answered";
    result.words = "somebody answered in the meantime";
    return result;
}

AnswerRow row_about(const Opened& document, const RecordCell& cell) {
    AnswerRow row;
    row.document = document.sha256;
    row.place = cell.id;
    row.answered = store::utc_now();
    row.before_printed = cell.printed;
    row.before_confidence = cell.confidence;
    row.before_verdict = name(cell.standing());
    const RecordCell& machine = *document.machine->find(cell.id);
    row.machine_printed = machine.printed;
    row.machine_confidence = machine.confidence;
    for (const Reading& reading : cell.readings)
        row.readings.push_back({reading.witness, reading.text, reading.confidence, {}});
    row.record = document.record_sha256;
    row.page = cell.page;
    row.box = cell.box;
    return row;
}

/// @param printed  as the program writes it
bool was_seen(const RecordCell& cell, const std::string& printed) {
    const auto same = [&](const std::string& text) { return parser::as_written(cell, text) == printed; };
    const auto lists = [&](const std::vector<Alternative>& all) {
        return std::ranges::any_of(all, same, &Alternative::text);
    };
    if (lists(cell.alternatives)) return true;
    return std::ranges::any_of(
        cell.readings, [&](const Reading& reading) { return same(reading.text) || lists(reading.alternatives); });
}

/// No reader took the place for blank, none read it, and nobody has said anything of it.
bool nothing_read(const RecordCell& cell) {
    if (!cell.printed.empty() || cell.answer) return false;
    return cell.decoder ? cell.decoder->hypotheses.empty() : !cell.box;
}

std::optional<Refusal> cannot_stay(const NewAnswer& answer, const RecordCell& cell) {
    if (!answer.printed.empty() && answer.printed != cell.printed)
        return Refusal{"changed", "the cell says something else by now: " + cell.printed};
    if (nothing_read(cell))
        return Refusal{"nothing_read", "nothing was read here; if nothing is printed, say \"blank\""};
    return std::nullopt;
}

/// The characters that an answer would put into the record; none where it says nothing of the cell.
std::optional<std::string> characters_of(const NewAnswer& answer, const RecordCell& cell) {
    switch (answer.kind) {
        case AnswerKind::confirm:
            return cell.printed;
        case AnswerKind::other_reading:
            return parser::as_written(cell, answer.printed);
        case AnswerKind::typed:
            return answer.printed;
        case AnswerKind::as_printed:
            return answer.printed.empty() ? cell.printed : answer.printed;
        case AnswerKind::blank:
        case AnswerKind::skip:
            return "";
        case AnswerKind::undo:
            break;
    }
    return std::nullopt;
}

/// Why it cannot be an answer about this cell.
std::optional<Refusal> what_is_wrong(const NewAnswer& answer, const std::string& printed, const RecordCell& cell,
                                     const RecordCell& machine) {
    if (answer.kind == AnswerKind::confirm) {
        if (auto refusal = cannot_stay(answer, cell)) return refusal;
    }
    if (answer.kind == AnswerKind::other_reading && !was_seen(cell, printed) && !was_seen(machine, printed))
        return Refusal{"unseen", "no reader saw this here; type it instead"};
    const auto value = parser::value_of_answer(cell, std::string(name(answer.kind)), printed);
    if (answer.kind != AnswerKind::as_printed && value.kind == parser::CellValue::Kind::unreadable)
        return Refusal{"no_number", "this is no number for this cell; if it stands there so, say \"as printed\""};
    return std::nullopt;
}

std::set<std::string> doubtful(const Record& record) {
    std::set<std::string> ids;
    for (const RecordCell& cell : record.cells) {
        if (cell.needs_review) ids.insert(cell.id);
    }
    return ids;
}

void tell_changes(const Record& before, const Record& after, const std::string& answered, AnswerResult& result) {
    const std::set<std::string> was = doubtful(before), is = doubtful(after);
    for (const std::string& id : was) {
        if (!is.contains(id) && id != answered) result.settled.push_back(id);
    }
    for (const std::string& id : is) {
        if (!was.contains(id)) result.reopened.push_back(id);
    }
    for (const parser::Check& check : after.checks) {
        const auto old = std::ranges::find(before.checks, check.id, &parser::Check::id);
        if (old != before.checks.end() && old->holds == check.holds) continue;
        if (check.holds == true) result.holding.push_back(check.id);
        if (check.holds == false) result.failing.push_back(check.id);
    }
    result.left_in_document = static_cast<std::int64_t>(is.size());
}

/// Rows anew from the record with the answers as they are now. @return it
std::shared_ptr<const Record> decode_again(Shelf& shelf, std::int64_t document) {
    const Opened after = shelf.open(document);
    store::replace_reviewed_rows(shelf.database(), document, *after.record,
                                 store::skipped_places(shelf.database(), after.sha256));
    return after.record;
}

const parser::DoubtfulLine* find_line(const Record& record, const std::string& place) {
    for (const parser::Section& section : record.sections) {
        for (const parser::DoubtfulLine& line : section.doubtful) {
            if (store::line_place(section.number, line.line) == place) return &line;
        }
    }
    return nullptr;
}

AnswerRow row_about(const Opened& document, const parser::DoubtfulLine& line, const NewProseAnswer& answer) {
    AnswerRow row;
    row.document = document.sha256;
    row.place = answer.place;
    row.printed = answer.text;
    row.before_printed = line.answer ? line.answer->printed : line.text;
    row.kind = answer.text == row.before_printed ? AnswerKind::confirm : AnswerKind::typed;
    row.why = answer.why;
    row.reviewer = answer.reviewer;
    row.answered = store::utc_now();
    row.before_confidence = row.machine_confidence = line.confidence();
    row.before_verdict = line.answer ? "confirmed" : "review";
    row.machine_printed = line.text;
    row.record = document.record_sha256;
    row.page = line.page;
    row.box = line.box;
    return row;
}

}  // namespace

AnswerResult store_answer(Shelf& shelf, const NewAnswer& answer) {
    if (const auto refusal = what_is_wrong(answer.reviewer, answer.printed, longest_printed, answer.why))
        return refused<AnswerResult>(*refusal);
    Change change(shelf);
    const Opened document = shelf.open(answer.cell.document);
    const RecordCell& cell = cell_of(document, answer.cell.cell);
    if (auto found = conflict<AnswerResult>(shelf, document, cell.id, answer.version)) return *found;
    const auto printed = characters_of(answer, cell);
    if (!printed) return refused<AnswerResult>({"no_answer", "this is no answer"});
    if (const auto refusal = what_is_wrong(answer, *printed, cell, *document.machine->find(cell.id)))
        return refused<AnswerResult>(*refusal);
    AnswerRow row = row_about(document, cell);
    row.kind = answer.kind;
    row.printed = *printed;
    row.why = answer.why;
    row.reviewer = answer.reviewer;
    AnswerResult result;
    result.id = store::add_answer(shelf.database(), row);
    const auto after = decode_again(shelf, document.id);
    change.commit();
    tell_changes(*document.record, *after, cell.id, result);
    result.version = shelf.version(document, cell.id);
    return result;
}

ProseAnswerResult store_prose_answer(Shelf& shelf, const NewProseAnswer& answer) {
    if (const auto refusal = what_is_wrong(answer.reviewer, answer.text, longest_line, answer.why))
        return refused<ProseAnswerResult>(*refusal);
    Change change(shelf);
    const Opened document = shelf.open(answer.document);
    const parser::DoubtfulLine* line = find_line(*document.record, answer.place);
    if (line == nullptr) throw NotThere("review.no_line", "the report has no doubtful line " + answer.place);
    if (auto found = conflict<ProseAnswerResult>(shelf, document, answer.place, answer.version)) return *found;
    ProseAnswerResult result;
    result.id = store::add_answer(shelf.database(), row_about(document, *line, answer));
    decode_again(shelf, document.id);
    change.commit();
    result.version = shelf.version(document, answer.place);
    return result;
}

UndoResult take_back(Shelf& shelf, const std::string& reviewer) {
    Change change(shelf);
    const auto last = store::last_of(shelf.database(), reviewer);
    if (!last) return {};
    const auto id = shelf.database().number("SELECT id FROM documents WHERE sha256 = ?", {last->document});
    AnswerRow row = *last;
    row.kind = AnswerKind::undo;
    row.undoes = last->id;
    row.before_printed = last->printed;
    row.printed = last->before_printed;
    row.why.clear();
    row.answered = store::utc_now();
    store::add_answer(shelf.database(), row);
    UndoResult result{true, {id.value_or(0), last->place}, store::is_prose(last->place), ""};
    // The document, or its record, may be gone by now; the answer is taken back all the same.
    if (id && shelf.database().number("SELECT 1 FROM documents WHERE id = ? AND record_sha256 IS NOT NULL", {*id})) {
        decode_again(shelf, *id);
        result.version = shelf.version(shelf.open(*id), last->place);
    }
    change.commit();
    return result;
}

}  // namespace nianbao::review
