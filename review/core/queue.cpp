// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/queue.h"

#include <algorithm>
#include <map>

#include "review/core/queue_sql.h"

namespace nianbao::review {
namespace {

using store::Database;
using store::Statement;
using store::Value;
using store::Values;

const std::string summary_columns =
    "documents.id, documents.sha256, files.name, documents.title, documents.organization, documents.year, "
    "documents.run_id, documents.form, documents.pages, documents.cells, documents.cells_for_review, "
    "documents.cells_answered, documents.checks_failed";

std::optional<int> optional_int(const Statement& row, int column) {
    const auto value = row.optional_integer(column);
    if (!value) return std::nullopt;
    return static_cast<int>(*value);
}

DocumentSummary read_summary(const Statement& row) {
    DocumentSummary out;
    out.id = row.integer(0);
    out.sha256 = row.text(1);
    out.file = row.text(2);
    out.title = row.text(3);
    out.body = row.text(4);
    out.year = optional_int(row, 5);
    out.run = row.optional_integer(6);
    out.form = row.text(7);
    out.pages = static_cast<int>(row.integer(8));
    out.cells = row.integer(9);
    out.for_review = row.integer(10);
    out.answered = row.integer(11);
    out.checks_failed = row.integer(12);
    return out;
}

QueueRow read_row(const Statement& row) {
    QueueRow out;
    out.key = {row.integer(0), row.text(1)};
    out.labels = labels_of(out.key.cell);
    out.printed = row.text(2);
    out.proposed = row.is_null(3) ? out.printed : row.text(3);
    out.confidence = row.real(4);
    out.reason = {reason_code(row.text(5)), row.text(5)};
    out.page = static_cast<int>(row.integer(6));
    out.settles = static_cast<int>(row.integer(7));
    out.frees = static_cast<int>(row.integer(8));
    out.skipped = row.integer(9) != 0;
    out.file = row.text(10);
    out.body = row.text(11);
    out.title = row.text(12);
    out.year = optional_int(row, 13);
    out.run = row.optional_integer(14);
    return out;
}

std::size_t count(const Database& database, const QueueSql& sql) {
    return static_cast<std::size_t>(database.number("SELECT count(*)" + sql.from + sql.where, sql.values).value_or(0));
}

std::string also(const QueueSql& sql, const std::string& condition) {
    return (sql.where.empty() ? " WHERE " : sql.where + " AND ") + condition;
}

Values with(Values values, const Values& more) {
    values.insert(values.end(), more.begin(), more.end());
    return values;
}

std::string descending(const std::string& columns) {
    std::string out;
    for (const char c : columns) out += c == ',' ? std::string(" DESC,") : std::string(1, c);
    return out + " DESC";
}

std::optional<CellKey> first_of(Statement row) {
    if (!row.next()) return std::nullopt;
    return CellKey{row.integer(0), row.text(1)};
}

/// Of a cell that has left the queue: what its document has left, else what comes first.
std::optional<CellKey> next_from_outside(const Database& database, const QueueSql& sql, const CellKey& cell) {
    const std::string select = "SELECT cells.document_id, cells.id" + sql.from, order = " ORDER BY " + sql.order;
    const auto here = first_of(database.query(select + also(sql, "cells.document_id = ?") + order + " LIMIT 1",
                                              with(sql.values, {cell.document})));
    return here ? here : first_of(database.query(select + sql.where + order + " LIMIT 1", sql.values));
}

using Counts = std::map<std::string, std::int64_t>;

std::vector<Facet> most_first(const Counts& counts) {
    std::vector<Facet> all;
    for (const auto& [value, cells] : counts) all.push_back({value, value, cells});
    std::ranges::stable_sort(all, std::ranges::greater{}, &Facet::cells);
    return all;
}

/// Doubtful cells by all that they can be filtered by, from one way through them.
struct Counted {
    Counts runs, years, bodies, reasons;
};

Counted counted(const Database& database) {
    Counted all;
    Statement rows = database.query(
        "SELECT documents.run_id, documents.year, documents.organization, cells.reason, count(*) FROM cells JOIN "
        "documents ON documents.id = cells.document_id WHERE cells.needs_review GROUP BY cells.document_id, "
        "cells.reason");
    while (rows.next()) {
        const std::int64_t cells = rows.integer(4);
        all.runs[rows.text(0)] += cells;
        all.years[rows.text(1)] += cells;
        all.bodies[rows.text(2)] += cells;
        all.reasons[reason_code(rows.text(3))] += cells;
    }
    return all;
}

std::vector<Facet> newest_first(const Database& database, const Counts& runs) {
    std::vector<Facet> all;
    Statement rows = database.query("SELECT id, started FROM runs ORDER BY id DESC");
    while (rows.next()) {
        const auto found = runs.find(rows.text(0));
        if (found != runs.end()) all.push_back({found->first, rows.text(1), found->second});
    }
    return all;
}

}  // namespace

QueuePage queue_page(const Database& database, const QueueFilter& filter, std::size_t offset, std::size_t limit) {
    const QueueSql sql = queue_sql(filter);
    QueuePage page;
    page.total = count(database, sql);
    Statement rows = database.query(
        "SELECT cells.document_id, cells.id, cells.printed, cells.proposed, cells.confidence, cells.reason, "
        "cells.page, "
        "cells.settles, cells.frees, cells.skipped, files.name, documents.organization, documents.title, "
        "documents.year, documents.run_id" +
            sql.from + sql.joins + sql.where + " ORDER BY " + sql.order + " LIMIT ? OFFSET ?",
        with(sql.values, {limit, offset}));
    while (rows.next()) page.rows.push_back(read_row(rows));
    return page;
}

Facets queue_facets(const Database& database) {
    Facets all;
    const Counted counts = counted(database);
    all.runs = newest_first(database, counts.runs);
    all.years = most_first(counts.years);
    all.bodies = most_first(counts.bodies);
    all.reasons = most_first(counts.reasons);
    QueueFilter audit;
    audit.what = QueueFilter::What::audit;
    all.audit = static_cast<std::int64_t>(count(database, queue_sql(audit)));
    all.doubtful = database.number("SELECT sum(cells_for_review) FROM documents").value_or(0);
    all.answered = database.number("SELECT sum(cells_answered) FROM documents").value_or(0);
    all.prose_lines = database.number("SELECT count(*) FROM lines WHERE answered IS NULL").value_or(0);
    return all;
}

std::vector<DocumentSummary> document_list(const Database& database, const QueueFilter& filter, std::size_t offset,
                                           std::size_t limit) {
    const QueueSql sql = queue_sql(filter);
    std::vector<DocumentSummary> all;
    Statement rows =
        database.query("SELECT " + summary_columns + ", count(*) AS waiting" + sql.from + sql.joins + sql.where +
                           " GROUP BY documents.id ORDER BY waiting DESC, documents.id LIMIT ? OFFSET ?",
                       with(sql.values, {limit, offset}));
    while (rows.next()) all.push_back(read_summary(rows));
    return all;
}

DocumentSummary document_summary(const Database& database, std::int64_t document) {
    Statement row = database.query("SELECT " + summary_columns +
                                       " FROM documents LEFT JOIN files ON files.id = documents.file_id WHERE "
                                       "documents.id = ?",
                                   {document});
    if (!row.next()) throw NotThere("review.no_document", "the store has no document " + std::to_string(document));
    return read_summary(row);
}

Neighbours neighbours(const Database& database, const QueueFilter& filter, const CellKey& cell) {
    const QueueSql sql = queue_sql(filter);
    Neighbours found;
    found.total = found.position = count(database, sql);
    const auto place = place_in_queue(database, sql, cell);
    if (!place) return found;
    const Values values = with(sql.values, place->values);
    const std::string here = sql.key + " = " + place->placeholders, before = sql.key + " < " + place->placeholders,
                      after = sql.key + " > " + place->placeholders;
    const std::string select = "SELECT cells.document_id, cells.id" + sql.from;
    const bool in_queue = database.number("SELECT 1" + sql.from + also(sql, here), values).has_value();
    if (in_queue)
        found.position = static_cast<std::size_t>(
            database.number("SELECT count(*)" + sql.from + also(sql, before), values).value_or(0));
    found.previous = first_of(
        database.query(select + also(sql, before) + " ORDER BY " + descending(sql.order) + " LIMIT 1", values));
    found.next = first_of(database.query(select + also(sql, after) + " ORDER BY " + sql.order + " LIMIT 1", values));
    if (!in_queue) found.next = next_from_outside(database, sql, cell);
    const std::string elsewhere = "cells.document_id <> ?";
    found.next_document =
        first_of(database.query(select + also(sql, after + " AND " + elsewhere) + " ORDER BY " + sql.order + " LIMIT 1",
                                with(values, {cell.document})));
    if (!found.next_document)
        found.next_document = first_of(database.query(
            select + also(sql, elsewhere) + " ORDER BY " + sql.order + " LIMIT 1", with(sql.values, {cell.document})));
    return found;
}

}  // namespace nianbao::review
