// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/answers.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

namespace nianbao::store {
namespace {

constexpr std::pair<AnswerKind, std::string_view> kinds[] = {
    {AnswerKind::confirm, "confirm"}, {AnswerKind::other_reading, "other_reading"}, {AnswerKind::typed, "typed"},
    {AnswerKind::blank, "blank"},     {AnswerKind::as_printed, "as_printed"},       {AnswerKind::skip, "skip"},
    {AnswerKind::undo, "undo"},
};

const std::string columns =
    "id, document_sha256, place, kind, printed, why, reviewer, answered, undoes, before_printed, before_confidence, "
    "before_verdict, machine_printed, machine_confidence, record_sha256, page, x0, y0, x1, y1, readings, "
    "(SELECT undo.id FROM answers AS undo WHERE undo.undoes = answer.id)";

constexpr Witness readers[] = {Witness::text_layer, Witness::glyphs, Witness::tesseract};

std::string readings_text(const std::vector<Reading>& readings) {
    std::string text;
    for (const Reading& reading : readings) {
        text += std::string(nianbao::name(reading.witness)) + " " + std::to_string(reading.confidence) + " " +
                reading.text + "\n";
    }
    return text;
}

std::vector<Reading> read_readings(const std::string& text) {
    std::vector<Reading> readings;
    std::istringstream lines(text);
    std::string line, reader;
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        Reading reading;
        if (!(fields >> reader >> reading.confidence)) continue;
        const auto known = std::ranges::find(readers, reader, [](Witness one) { return nianbao::name(one); });
        if (known == std::end(readers)) continue;
        reading.witness = *known;
        fields.get();
        std::getline(fields, reading.text);
        readings.push_back(std::move(reading));
    }
    return readings;
}

AnswerRow read(const Statement& row) {
    AnswerRow answer;
    answer.id = row.integer(0);
    answer.document = row.text(1);
    answer.place = row.text(2);
    answer.kind = answer_kind_named(row.text(3)).value_or(AnswerKind::skip);
    answer.printed = row.text(4);
    answer.why = row.text(5);
    answer.reviewer = row.text(6);
    answer.answered = row.text(7);
    answer.undoes = row.optional_integer(8);
    answer.before_printed = row.text(9);
    answer.before_confidence = row.real(10);
    answer.before_verdict = row.text(11);
    answer.machine_printed = row.text(12);
    answer.machine_confidence = row.real(13);
    answer.record = row.text(14);
    answer.page = static_cast<int>(row.integer(15));
    if (!row.is_null(16)) answer.box = Rect{row.real(16), row.real(17), row.real(18), row.real(19)};
    answer.readings = read_readings(row.text(20));
    answer.undone_by = row.optional_integer(21);
    return answer;
}

std::vector<AnswerRow> read_all(Statement rows) {
    std::vector<AnswerRow> all;
    while (rows.next()) all.push_back(read(rows));
    return all;
}

std::optional<AnswerRow> read_first(Statement rows) {
    if (!rows.next()) return std::nullopt;
    return read(rows);
}

}  // namespace

std::string_view name(AnswerKind kind) {
    return std::ranges::find(kinds, kind, &std::pair<AnswerKind, std::string_view>::first)->second;
}

std::optional<AnswerKind> answer_kind_named(std::string_view wanted) {
    const auto found = std::ranges::find(kinds, wanted, &std::pair<AnswerKind, std::string_view>::second);
    if (found == std::end(kinds)) return std::nullopt;
    return found->first;
}

bool is_prose(std::string_view place) {
    return place.starts_with("section.");
}

std::string line_place(int section, int line) {
    return "section." + std::to_string(section) + ".line." + std::to_string(line);
}

std::int64_t add_answer(Database& database, const AnswerRow& row) {
    Values values = {row.document,
                     row.place,
                     name(row.kind),
                     row.printed,
                     row.why,
                     row.reviewer,
                     row.answered,
                     row.undoes,
                     row.before_printed,
                     row.before_confidence,
                     row.before_verdict,
                     row.machine_printed,
                     row.machine_confidence,
                     row.record,
                     row.page > 0 ? Value(row.page) : Value(nullptr)};
    if (row.box) {
        for (const double side : {row.box->x0, row.box->y0, row.box->x1, row.box->y1}) values.emplace_back(side);
    } else {
        values.insert(values.end(), 4, Value(nullptr));
    }
    values.emplace_back(readings_text(row.readings));
    database.run(
        "INSERT INTO answers (document_sha256, place, kind, printed, why, reviewer, answered, undoes, before_printed, "
        "before_confidence, before_verdict, machine_printed, machine_confidence, record_sha256, page, x0, y0, x1, y1, "
        "readings) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values);
    return database.last_id();
}

std::vector<AnswerRow> answers_in_force(const Database& database, const std::string& document) {
    return read_all(database.query(
        "SELECT " + columns + " FROM answers_in_force AS answer WHERE document_sha256 = ? ORDER BY id", {document}));
}

std::vector<std::string> skipped_places(const Database& database, const std::string& document) {
    std::vector<std::string> places;
    Statement rows = database.query(
        "SELECT place, kind, max(id) FROM answers AS answer WHERE document_sha256 = ? AND kind <> 'undo' AND NOT "
        "EXISTS "
        "(SELECT 1 FROM answers AS undo WHERE undo.undoes = answer.id) GROUP BY place",
        {document});
    while (rows.next()) {
        if (rows.text(1) == name(AnswerKind::skip)) places.push_back(rows.text(0));
    }
    return places;
}

std::int64_t latest_answer(const Database& database, const std::string& document, const std::string& place) {
    return database
        .number("SELECT max(id) FROM answers WHERE document_sha256 = ? AND place = ? AND kind <> 'skip'",
                {document, place})
        .value_or(0);
}

std::optional<AnswerRow> find_answer(const Database& database, std::int64_t id) {
    return read_first(database.query("SELECT " + columns + " FROM answers AS answer WHERE id = ?", {id}));
}

std::optional<AnswerRow> last_of(const Database& database, const std::string& reviewer) {
    return read_first(database.query("SELECT " + columns +
                                         " FROM answers AS answer WHERE reviewer = ? AND kind <> 'undo' AND NOT EXISTS "
                                         "(SELECT 1 FROM answers AS undo WHERE undo.undoes = answer.id) "
                                         "ORDER BY id DESC LIMIT 1",
                                     {reviewer}));
}

std::vector<AnswerRow> list_answers(const Database& database, const AnswerQuery& query) {
    std::string where;
    Values values;
    if (!query.document.empty()) {
        where += " AND document_sha256 = ?";
        values.emplace_back(query.document);
    }
    if (!query.place.empty()) {
        where += " AND place = ?";
        values.emplace_back(query.place);
    }
    values.emplace_back(query.limit);
    values.emplace_back(query.offset);
    return read_all(database.query(
        "SELECT " + columns + " FROM answers AS answer WHERE 1" + where + " ORDER BY id DESC LIMIT ? OFFSET ?",
        values));
}

}  // namespace nianbao::store
