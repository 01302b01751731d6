// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/record_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "parser/proposals.h"
#include "parser/record_json.h"
#include "pipeline/store/answers.h"
#include "pipeline/store/outcome.h"
#include "pipeline/store/reviewed_record.h"
#include "pipeline/summary.h"

namespace nianbao::store {
namespace {

using parser::Record;
using parser::RecordCell;

/// SQLite keeps it as an integer or a real, and computes with it; the printed digits stand beside it.
Value number(const std::optional<parser::Decimal>& value) {
    return value ? Value(value->text()) : Value(nullptr);
}

Value page_or_null(int page) {
    return page > 0 ? Value(page) : Value(nullptr);
}

double rounded(double points) {
    return std::round(points * 100) / 100;  // as in the record
}

template <class Items, class Text>
std::string joined(const Items& items, Text text) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : " ") + std::string(text(item));
    return out;
}

void add_box(const std::optional<Rect>& box, Values& row) {
    if (!box) {
        row.insert(row.end(), 4, Value(nullptr));
        return;
    }
    for (const double side : {box->x0, box->y0, box->x1, box->y1}) row.emplace_back(rounded(side));
}

void insert_cells(const Database& database, std::int64_t document, const Record& record,
                  const std::set<std::string>& skipped) {
    Statement insert = database.prepare(
        "INSERT INTO cells (document_id, id, position, value, printed, confidence, needs_review, verdict, reason, "
        "evidence, page, x0, y0, x1, y1, proposed, settles, frees, skipped, answered, machine_printed, rank, reach) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const std::vector<parser::Proposal> proposals = parser::proposals(record);
    int position = 0;
    for (const RecordCell& cell : record.cells) {
        const parser::Proposal& proposal = proposals[static_cast<std::size_t>(position)];
        Values row = {document,
                      cell.id,
                      position++,
                      number(cell.value),
                      cell.printed,
                      cell.confidence,
                      cell.needs_review,
                      name(cell.standing()),
                      cell.reason.empty() ? Value(nullptr) : Value(cell.reason),
                      joined(cell.evidence, [](Witness witness) { return name(witness); }),
                      page_or_null(cell.page)};
        add_box(cell.box, row);
        const bool last = skipped.contains(cell.id);
        row.insert(row.end(), {proposal.printed, proposal.settles, proposal.frees, last});
        row.emplace_back(cell.answer ? Value(cell.answer->kind) : Value(nullptr));
        row.emplace_back(cell.answer ? Value(cell.answer->machine_printed) : Value(nullptr));
        constexpr int beyond_any_sums = 1000;
        row.insert(row.end(), {(last ? beyond_any_sums : 0) - proposal.settles, -proposal.frees});
        insert.run(row);
    }
}

void insert_checks(const Database& database, std::int64_t document, const Record& record) {
    Statement insert = database.prepare("INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (const parser::Check& check : record.checks) {
        insert.run({document, check.id, position++, check.holds, number(check.difference),
                    joined(check.cells, [](const std::string& id) { return id; })});
    }
}

void insert_warnings(const Database& database, std::int64_t document, const Record& record) {
    Statement insert = database.prepare("INSERT INTO warnings VALUES (?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (const Warning& warning : record.warnings) {
        insert.run({document, position++, warning.stage, warning.code, page_or_null(warning.page), warning.message});
    }
}

std::string doubtful_text(const parser::DoubtfulLine& line) {
    return joined(line.characters, [](const parser::DoubtfulCharacters& part) {
        return std::to_string(part.first) + " " + std::to_string(part.count) + " " + std::to_string(part.confidence);
    });
}

void insert_lines(const Database& database, std::int64_t document, const Record& record) {
    Statement insert = database.prepare("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (const parser::Section& section : record.sections) {
        for (const parser::DoubtfulLine& line : section.doubtful) {
            Values row = {document,          line_place(section.number, line.line),
                          position++,        section.number,
                          section.heading,   line.answer ? line.answer->printed : line.text,
                          line.text,         doubtful_text(line),
                          line.confidence(), page_or_null(line.page)};
            add_box(line.box, row);
            row.emplace_back(line.answer ? Value(line.answer->kind) : Value(nullptr));
            insert.run(row);
        }
    }
}

void insert_pages(const Database& database, std::int64_t document, const workers::DocumentResult& result,
                  const std::vector<PageObject>& images) {
    Statement page = database.prepare("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)");
    for (const workers::PageHistory& history : result.pages) {
        std::string deaths;
        for (const std::string& death : history.deaths) deaths += (deaths.empty() ? "" : "\n") + death;
        page.run({document, history.page, history.attempts, history.seconds, history.quarantined, deaths});
    }
    Statement image = database.prepare("INSERT OR REPLACE INTO images VALUES (?, ?, ?)");
    for (const PageObject& object : images) image.run({document, object.page, object.sha256});
}

/// How most of its pages came, for telling scanners apart: "scan, 200 dpi".
std::string producer_of(const Record& record) {
    std::map<int, int> votes;
    for (const PageInfo& page : record.pages) {
        if (page.source == PageText::Source::image) ++votes[static_cast<int>(std::lround(page.dpi / 10) * 10)];
    }
    std::string text(name(record.source.kind));
    if (votes.empty()) return text;
    const auto most = std::ranges::max_element(votes, {}, &std::pair<const int, int>::second);
    return text + ", " + std::to_string(most->first) + " dpi";
}

void set_counts(const Database& database, std::int64_t document, const Record& record) {
    const auto failed = std::ranges::count_if(record.checks, [](const auto& check) { return check.holds == false; });
    database.run(
        "UPDATE documents SET media_type = ?, kind = ?, pages = ?, title = ?, organization = ?, year = ?, form = ?, "
        "cells = ?, cells_for_review = ?, checks = ?, checks_failed = ?, warnings = ?, cells_answered = ?, "
        "cells_corrected = ?, producer = ? WHERE id = ?",
        {record.source.media_type, name(record.source.kind), record.source.pages, record.title, record.organization,
         record.year, record.form, record.cells.size(), record.review_count(), record.checks.size(),
         static_cast<long long>(failed), record.warnings.size(), record.answered_count(), record.corrected_count(),
         producer_of(record), document});
}

void insert_reviewed(const Database& database, std::int64_t document, const Record& record,
                     const std::vector<std::string>& skipped) {
    set_counts(database, document, record);
    insert_cells(database, document, record, {skipped.begin(), skipped.end()});
    insert_checks(database, document, record);
    insert_warnings(database, document, record);
    insert_lines(database, document, record);
}

void set_outcome(const Database& database, std::int64_t document, const Record& record) {
    const bool open = needs_review(record) || !record.form;
    database.run("UPDATE documents SET outcome = ? WHERE id = ? AND outcome IN ('converted', 'for_review')",
                 {name(open ? Outcome::for_review : Outcome::converted), document});
}

void clear(const Database& database, std::int64_t document) {
    for (const char* table : {"cells", "checks", "warnings", "lines", "pages", "images"}) {
        database.run("DELETE FROM " + std::string(table) + " WHERE document_id = ?", {document});
    }
    database.run(
        "UPDATE documents SET media_type = NULL, kind = NULL, pages = NULL, title = NULL, organization = NULL, "
        "year = NULL, form = NULL, cells = NULL, cells_for_review = NULL, checks = NULL, checks_failed = NULL, "
        "warnings = NULL, cells_answered = NULL, cells_corrected = NULL, producer = NULL WHERE id = ?",
        {document});
}

}  // namespace

void replace_record_rows(Database& database, std::int64_t document, const workers::DocumentResult& result,
                         const std::vector<PageObject>& images) {
    clear(database, document);
    insert_pages(database, document, result, images);
    if (!result.record) return;
    const std::string& sha256 = result.record->source.sha256;
    const std::vector<AnswerRow> answers = answers_in_force(database, sha256);
    const std::vector<std::string> skipped = skipped_places(database, sha256);
    if (answers.empty() && skipped.empty()) return insert_reviewed(database, document, *result.record, {});
    // As the JSON has it, so that it comes to the same as from the stored record.
    const Record machine = parser::read_record_json(result.record_json);
    const Record record = reviewed(machine, answers);
    insert_reviewed(database, document, record, skipped);
    set_outcome(database, document, record);
}

void replace_reviewed_rows(Database& database, std::int64_t document, const Record& record,
                           const std::vector<std::string>& skipped) {
    for (const char* table : {"cells", "checks", "warnings", "lines"}) {
        database.run("DELETE FROM " + std::string(table) + " WHERE document_id = ?", {document});
    }
    insert_reviewed(database, document, record, skipped);
    set_outcome(database, document, record);
}

}  // namespace nianbao::store
