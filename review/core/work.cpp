// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/core/work.h"

#include <algorithm>

#include "parser/answered_value.h"
#include "parser/proposals.h"
#include "parser/redecode.h"
#include "review/core/queue.h"

namespace nianbao::review {
namespace {

using parser::Check;
using parser::Record;
using parser::RecordCell;

/// A cell whose place is doubtful has a number, but takes no part in sums until somebody says so.
std::optional<std::int64_t> micros_of(const RecordCell& cell) {
    if (cell.value) return cell.value->micros();
    const auto kind = parser::understood(cell.id, cell.printed).kind;
    const bool nothing = kind == parser::CellValue::Kind::blank || kind == parser::CellValue::Kind::dash;
    return nothing ? std::optional<std::int64_t>(0) : std::nullopt;
}

/// As answers may say them: 1.234 of a count is 1,234, and no reading of its own.
std::vector<Reading> readings_of(const RecordCell& cell) {
    std::vector<Reading> readings = cell.readings;
    for (Reading& reading : readings) {
        reading.text = parser::as_written(cell, reading.text);
        for (Alternative& other : reading.alternatives) other.text = parser::as_written(cell, other.text);
    }
    return readings;
}

CellState state_of(const RecordCell& cell) {
    return {cell.id,         cell.printed, micros_of(cell), cell.standing(), cell.answer.has_value(),
            cell.confidence, cell.page,    cell.box};
}

/// "applications.granted.total" is in the row "applications.granted".
std::string row_of(const std::string& id) {
    return id.substr(0, id.rfind('.'));
}
std::string column_of(const std::string& id) {
    return id.substr(id.rfind('.') + 1);
}

Sum sum_of(const Record& record, const Check& check) {
    Sum sum;
    sum.id = check.id;
    sum.holds = check.holds;
    if (check.difference) sum.difference_micros = check.difference->micros();
    for (const std::string& id : check.cells) {
        const RecordCell* cell = record.find(id);
        if (cell == nullptr) continue;
        const bool total = std::ranges::find(check.totals, id) != check.totals.end();
        (total ? sum.totals : sum.parts).push_back(state_of(*cell));
        sum.across = sum.across && row_of(id) == row_of(check.cells.front());
    }
    return sum;
}

std::vector<Sum> sums_of(const Record& record, const std::string& cell) {
    std::vector<Sum> sums;
    for (const Check& check : record.checks) {
        if (std::ranges::find(check.cells, cell) != check.cells.end()) sums.push_back(sum_of(record, check));
    }
    return sums;
}

void set_machine(const Opened& document, Work& work) {
    const RecordCell& machine = *document.machine->find(work.cell.id);
    work.machine = machine.printed;
    work.machine_confidence = machine.confidence;
}

void set_proposal(const Record& record, Work& work) {
    const auto all = parser::proposals(record);
    const auto at = std::ranges::find(record.cells, work.cell.id, &RecordCell::id) - record.cells.begin();
    work.proposed = all[static_cast<std::size_t>(at)].printed;
    work.settles = all[static_cast<std::size_t>(at)].settles;
}

void set_history(Shelf& shelf, const Opened& document, Work& work) {
    store::AnswerQuery query{document.sha256, work.cell.id};
    for (const store::AnswerRow& row : store::list_answers(shelf.database(), query))
        work.history.push_back(stored_answer(document.id, row));
    if (!work.cell.answered) return;
    for (const store::AnswerRow& row : store::answers_in_force(shelf.database(), document.sha256)) {
        if (row.place == work.cell.id) work.answer = stored_answer(document.id, row);
    }
}

bool has_picture(Shelf& shelf, const Opened& document, int page) {
    if (page <= 0 || document.machine->source.kind == SourceKind::text) return false;
    if (shelf.database().number("SELECT 1 FROM images WHERE document_id = ? AND page = ?", {document.id, page}))
        return true;
    store::Statement file = shelf.database().query(
        "SELECT path FROM files JOIN documents ON documents.file_id = files.id WHERE documents.id = ?", {document.id});
    std::error_code ignored;
    return file.next() && std::filesystem::is_regular_file(file.text(0), ignored);
}

template <class Items>
std::size_t index_of(Items& items, const std::string& item) {
    const auto found = std::ranges::find(items, item);
    if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
    items.push_back(item);
    return items.size() - 1;
}

}  // namespace

PageSize page_size(const Record& record, int page) {
    const auto found = std::ranges::find(record.pages, page, &PageInfo::number);
    if (found == record.pages.end()) return {};
    return {found->width_points, found->height_points, found->turned_degrees};
}

StoredAnswer stored_answer(std::int64_t document, const store::AnswerRow& row) {
    return {row.id,
            {document, row.place},
            row.kind,
            row.printed,
            row.before_printed,
            row.before_confidence,
            row.before_verdict,
            row.reviewer,
            row.answered,
            row.why,
            row.undone_by};
}

std::vector<StoredAnswer> answer_list(Shelf& shelf, std::optional<std::int64_t> document, std::size_t offset,
                                      std::size_t limit) {
    store::AnswerQuery query;
    query.offset = offset;
    query.limit = limit;
    if (document) query.document = document_summary(shelf.database(), *document).sha256;
    std::vector<StoredAnswer> all;
    for (const store::AnswerRow& row : store::list_answers(shelf.database(), query)) {
        const auto id = shelf.database().number("SELECT id FROM documents WHERE sha256 = ?", {row.document});
        all.push_back(stored_answer(id.value_or(0), row));
    }
    return all;
}

Understood understand_text(const RecordCell& cell, const std::string& typed) {
    const parser::CellValue value = parser::understood(cell, typed);
    if (value.kind == parser::CellValue::Kind::unreadable) return {false, std::nullopt, "", "this is no number"};
    Understood out{true, 0, "", ""};
    if (value.value) {
        out.micros = value.value->micros();
        out.value = value.value->text();
    }
    return out;
}

Work work_on(Shelf& shelf, const CellKey& key, const QueueFilter& filter) {
    const Opened document = shelf.open(key.document);
    const RecordCell& cell = cell_of(document, key.cell);
    Work work;
    work.document = document_summary(shelf.database(), key.document);
    work.cell = state_of(cell);
    work.labels = labels_of(cell.id);
    work.reason = {reason_code(cell.reason), cell.reason};
    work.version = shelf.version(document, cell.id);
    for (const Witness witness : cell.evidence) work.evidence.emplace_back(name(witness));
    work.readings = readings_of(cell);
    work.alternatives = cell.alternatives;
    set_machine(document, work);
    set_proposal(*document.record, work);
    set_history(shelf, document, work);
    work.skipped = shelf.database().number("SELECT skipped FROM cells WHERE document_id = ? AND id = ?",
                                           {key.document, key.cell}) == 1;
    work.sums = sums_of(*document.record, cell.id);
    const PageSize page = page_size(*document.record, cell.page);
    work.page_width = page.width;
    work.page_height = page.height;
    work.has_picture = has_picture(shelf, document, cell.page);
    const Neighbours beside = neighbours(shelf.database(), filter, key);
    work.position = beside.position;
    work.total = beside.total;
    work.previous = beside.previous;
    work.next = beside.next;
    work.next_document = beside.next_document;
    return work;
}

Grid grid_of(const Record& record, const std::string& id) {
    const std::string title = labels_of(id).table;
    Grid grid;
    grid.title = title;
    std::vector<std::string> rows, columns;
    for (const RecordCell& cell : record.cells) {
        const CellLabels labels = labels_of(cell.id);
        if (labels.table != title) continue;
        const std::size_t row = index_of(rows, row_of(cell.id));
        const std::size_t column = index_of(columns, column_of(cell.id));
        if (row == grid.rows.size()) grid.rows.push_back({labels.row, {}});
        if (column == grid.columns.size()) grid.columns.push_back(labels.column);
        auto& cells = grid.rows[row].cells;
        if (cells.size() <= column) cells.resize(column + 1);
        cells[column] = state_of(cell);
    }
    for (Grid::Row& row : grid.rows) row.cells.resize(grid.columns.size());
    return grid;
}

}  // namespace nianbao::review
