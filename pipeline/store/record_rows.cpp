// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/store/record_rows.h"

#include <algorithm>
#include <cmath>

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

void insert_cells(const Database& database, std::int64_t document, const Record& record) {
    Statement insert = database.prepare("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int position = 0;
    for (const RecordCell& cell : record.cells) {
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
        if (cell.box) {
            for (const double side : {cell.box->x0, cell.box->y0, cell.box->x1, cell.box->y1})
                row.emplace_back(rounded(side));
        } else {
            row.insert(row.end(), 4, Value(nullptr));
        }
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

void set_counts(const Database& database, std::int64_t document, const Record& record) {
    const auto failed = std::ranges::count_if(record.checks, [](const auto& check) { return check.holds == false; });
    database.run(
        "UPDATE documents SET media_type = ?, kind = ?, pages = ?, title = ?, organization = ?, year = ?, form = ?, "
        "cells = ?, cells_for_review = ?, checks = ?, checks_failed = ?, warnings = ? WHERE id = ?",
        {record.source.media_type, name(record.source.kind), record.source.pages, record.title, record.organization,
         record.year, record.form, record.cells.size(), record.review_count(), record.checks.size(),
         static_cast<long long>(failed), record.warnings.size(), document});
}

void clear(const Database& database, std::int64_t document) {
    for (const char* table : {"cells", "checks", "warnings", "pages", "images"}) {
        database.run("DELETE FROM " + std::string(table) + " WHERE document_id = ?", {document});
    }
    database.run(
        "UPDATE documents SET media_type = NULL, kind = NULL, pages = NULL, title = NULL, organization = NULL, "
        "year = NULL, form = NULL, cells = NULL, cells_for_review = NULL, checks = NULL, checks_failed = NULL, "
        "warnings = NULL WHERE id = ?",
        {document});
}

}  // namespace

void replace_record_rows(Database& database, std::int64_t document, const workers::DocumentResult& result,
                         const std::vector<PageObject>& images) {
    clear(database, document);
    insert_pages(database, document, result, images);
    if (!result.record) return;
    set_counts(database, document, *result.record);
    insert_cells(database, document, *result.record);
    insert_checks(database, document, *result.record);
    insert_warnings(database, document, *result.record);
}

}  // namespace nianbao::store
