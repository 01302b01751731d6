// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/prose.h"

#include <sstream>

namespace nianbao::review {
namespace {

std::vector<DoubtfulPart> parts_of(const std::string& stored) {
    std::vector<DoubtfulPart> parts;
    std::istringstream in(stored);
    DoubtfulPart part;
    while (in >> part.first >> part.count >> part.confidence) parts.push_back(part);
    return parts;
}

struct Condition {
    std::string where;
    store::Values values;
};

Condition condition_of(const QueueFilter& filter) {
    using What = QueueFilter::What;
    Condition out{filter.what == What::all        ? " WHERE 1"
                  : filter.what == What::answered ? " WHERE lines.answered IS NOT NULL"
                                                  : " WHERE lines.answered IS NULL",
                  {}};
    const auto equal = [&](const char* column, const auto& wanted) {
        if (!wanted) return;
        out.where += std::string(" AND ") + column + " = ?";
        out.values.emplace_back(*wanted);
    };
    equal("lines.document_id", filter.document);
    equal("documents.run_id", filter.run);
    equal("documents.year", filter.year);
    equal("COALESCE(documents.organization, '')", filter.body);
    if (filter.confidence_below) {
        out.where += " AND lines.confidence < ?";
        out.values.emplace_back(*filter.confidence_below);
    }
    return out;
}

ProseLine line_of(const store::Statement& row) {
    ProseLine line;
    line.document = row.integer(0);
    line.place = row.text(1);
    line.section = static_cast<int>(row.integer(2));
    line.heading = row.text(3);
    line.text = row.text(4);
    line.machine = row.text(5);
    line.doubtful = parts_of(row.text(6));
    line.confidence = row.real(7);
    line.page = static_cast<int>(row.integer(8));
    if (!row.is_null(9)) line.box = Rect{row.real(9), row.real(10), row.real(11), row.real(12)};
    line.answered = !row.is_null(13);
    line.file = row.text(14);
    line.body = row.text(15);
    // As Shelf::version has it.
    line.version = row.text(16).substr(0, 16) + ":" + std::to_string(row.integer(17));
    return line;
}

}  // namespace

ProsePage prose_page(Shelf& shelf, const QueueFilter& filter, std::size_t offset, std::size_t limit) {
    const std::string from =
        " FROM lines JOIN documents ON documents.id = lines.document_id LEFT JOIN files ON files.id = "
        "documents.file_id";
    Condition condition = condition_of(filter);
    ProsePage page;
    page.total = static_cast<std::size_t>(
        shelf.database().number("SELECT count(*)" + from + condition.where, condition.values).value_or(0));
    condition.values.insert(condition.values.end(), {limit, offset});
    store::Statement rows = shelf.database().query(
        "SELECT lines.document_id, lines.place, lines.section, lines.heading, lines.text, lines.machine, "
        "lines.doubtful, "
        "lines.confidence, lines.page, lines.x0, lines.y0, lines.x1, lines.y1, lines.answered, files.name, "
        "documents.organization, documents.record_sha256, COALESCE((SELECT max(id) FROM answers WHERE "
        "answers.document_sha256 = documents.sha256 AND answers.place = lines.place AND kind <> 'skip'), 0)" +
            from + condition.where + " ORDER BY lines.document_id, lines.position LIMIT ? OFFSET ?",
        condition.values);
    while (rows.next()) page.lines.push_back(line_of(rows));
    return page;
}

}  // namespace nianbao::review
