// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/sample.h"

#include "parser/redecode.h"
#include "pipeline/store/clock.h"

namespace nianbao::review {
namespace {

/// What a cell says: a blank and a dash say the same, that nothing was counted.
std::string meaning_of(const std::string& cell, const std::string& printed) {
    const parser::CellValue value = parser::understood(cell, printed);
    if (value.value) return value.value->text();
    return value.kind == parser::CellValue::Kind::unreadable ? printed : "";
}

}  // namespace

std::size_t draw_cells(Shelf& shelf, std::size_t cells) {
    Change change(shelf);
    const auto before = shelf.database().number("SELECT count(*) FROM samples").value_or(0);
    shelf.database().run(
        "INSERT OR IGNORE INTO samples SELECT documents.sha256, cells.id, ?, documents.record_sha256, cells.printed, "
        "cells.value, cells.confidence, cells.verdict FROM cells JOIN documents ON documents.id = cells.document_id "
        "WHERE NOT cells.needs_review AND cells.answered IS NULL AND NOT EXISTS (SELECT 1 FROM samples WHERE "
        "samples.document_sha256 = documents.sha256 AND samples.cell = cells.id) ORDER BY random() LIMIT ?",
        {store::utc_now(), cells});
    const auto after = shelf.database().number("SELECT count(*) FROM samples").value_or(0);
    change.commit();
    return static_cast<std::size_t>(after - before);
}

SilentErrors silent_errors(const store::Database& database) {
    SilentErrors out;
    out.sampled = database.number("SELECT count(*) FROM samples").value_or(0);
    out.cells = database.number("SELECT count(*) FROM cells WHERE NOT needs_review AND answered IS NULL").value_or(0);
    store::Statement rows = database.query(
        "SELECT samples.cell, samples.printed, answers_in_force.printed FROM samples JOIN answers_in_force ON "
        "answers_in_force.document_sha256 = samples.document_sha256 AND answers_in_force.place = samples.cell AND "
        "answers_in_force.answered >= samples.drawn");
    while (rows.next()) {
        ++out.reviewed;
        out.wrong += meaning_of(rows.text(0), rows.text(1)) == meaning_of(rows.text(0), rows.text(2)) ? 0 : 1;
    }
    if (out.reviewed > 0) out.share = static_cast<double>(out.wrong) / static_cast<double>(out.reviewed);
    const Interval interval = clopper_pearson(out.wrong, out.reviewed);
    out.low = interval.low;
    out.high = interval.high;
    return out;
}

}  // namespace nianbao::review
