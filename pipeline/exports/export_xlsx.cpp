// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>
#include <map>

#include "parser/form.h"
#include "parser/record_json.h"
#include "pipeline/cell_labels.h"
#include "pipeline/explain/visible.h"
#include "pipeline/exports/export_file.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/exports/stored_records.h"
#include "pipeline/exports/workbook.h"

namespace nianbao::exports {
namespace {

using parser::Decimal;
using parser::Record;
using parser::RecordCell;
using Sheet = Workbook::Sheet;
using Style = Workbook::Style;

constexpr int report_columns = 4;  // file, organization, year, form, on every sheet
constexpr int exact_digits = 15;   // that a spreadsheet's number keeps

void write_report(Workbook& book, Sheet sheet, unsigned row, const std::string& file, const Record& record) {
    book.text(sheet, row, 0, file);
    book.text(sheet, row, 1, record.organization.value_or(""));
    if (record.year) book.number(sheet, row, 2, *record.year);
    book.text(sheet, row, 3, record.form.value_or(""));
}

void write_header(Workbook& book, Sheet sheet, unsigned row, const std::vector<std::string>& names) {
    int column = 0;
    for (const std::string& name : names) book.text(sheet, row, column++, name, Style::heading);
}

bool fits(const Decimal& value) {
    return value.text().size() <= exact_digits;
}

std::string remark_on(const RecordCell& cell) {
    std::string text = "needs review: " + cell.reason + "\nprinted: " + cell.printed +
                       "\nconfidence: " + percent_text(cell.confidence);
    for (const Alternative& other : cell.alternatives)
        text += "\nor else: " + other.text + " (" + percent_text(other.probability) + ")";
    if (cell.page > 0) text += "\npage " + std::to_string(cell.page);
    return text;
}

std::string remark_on(const parser::ReviewerAnswer& answer) {
    std::string text = answer.reviewer + ", " + answer.when + ": " + answer.kind + "\nread: " + answer.machine_printed +
                       " (" + percent_text(answer.machine_confidence) + ")";
    if (!answer.why.empty()) text += "\n" + answer.why;
    return text;
}

/// The sheet of one table of the form.
class TableSheet {
  public:
    TableSheet(Workbook& book, const std::string& title) : book_(book), sheet_(book.add_sheet(title)) {}

    void add_column(const std::string& id) { columns_.emplace(id, report_columns + static_cast<int>(columns_.size())); }
    void begin() {
        write_header(book_, sheet_, 0, {"file", "organization", "year", "form"});
        // Three rows: what the form prints, and the id. Written row by row.
        for (unsigned row = 0; row < 3; ++row) {
            for (const auto& [column, id] : ordered()) {
                const CellLabels labels = labels_of(id);
                book_.text(sheet_, row, column, row == 0 ? labels.row : row == 1 ? labels.column : id, Style::heading);
            }
        }
        book_.freeze(sheet_, 3, report_columns);
        book_.width(sheet_, 0, 1, 30);
    }
    void add(const StoredRecord& stored, const Record& record) {
        bool begun = false;
        for (const auto& [column, id] : ordered()) {
            const RecordCell* cell = record.find(id);
            if (!cell) continue;
            if (!begun) write_report(book_, sheet_, row_, stored.file, record);
            begun = true;
            write(column, *cell);
        }
        if (begun) ++row_;
    }

  private:
    const std::map<int, std::string>& ordered() {
        if (ids_.empty()) {
            for (const auto& [id, column] : columns_) ids_[column] = id;
        }
        return ids_;
    }
    void write(int column, const RecordCell& cell) {
        const Style style = cell.needs_review ? Style::doubtful : Style::plain;
        if (cell.value && fits(*cell.value)) {
            book_.number(sheet_, row_, column, std::strtod(cell.value->text().c_str(), nullptr), cell.value->scale(),
                         style);
        } else if (!cell.printed.empty()) {
            book_.text(sheet_, row_, column, cell.printed, style);
        } else if (cell.needs_review) {
            book_.blank(sheet_, row_, column, style);
        }
        if (cell.needs_review) book_.comment(sheet_, row_, column, remark_on(cell));
        if (cell.answer && !cell.needs_review) book_.comment(sheet_, row_, column, remark_on(*cell.answer));
    }

    Workbook& book_;
    Sheet sheet_;
    unsigned row_ = 3;
    std::map<std::string, int> columns_;
    std::map<int, std::string> ids_;
};

class FailedChecks {
  public:
    explicit FailedChecks(Workbook& book) : book_(book), sheet_(book.add_sheet("不成立的勾稽关系")) {
        write_header(book_, sheet_, 0,
                     {"file", "organization", "year", "form", "check", "difference", "parts and totals, as printed"});
        book_.freeze(sheet_, 1, 0);
        book_.width(sheet_, 0, 1, 30);
        book_.width(sheet_, 4, 4, 45);
        book_.width(sheet_, 6, 6, 90);
    }
    void add(const StoredRecord& stored, const Record& record) {
        for (const parser::Check& check : record.checks) {
            if (check.holds != false) continue;
            write_report(book_, sheet_, row_, stored.file, record);
            book_.text(sheet_, row_, 4, check.id);
            if (check.difference)
                book_.number(sheet_, row_, 5, std::strtod(check.difference->text().c_str(), nullptr),
                             check.difference->scale());
            book_.text(sheet_, row_, 6, terms(check, record));
            ++row_;
        }
    }

  private:
    static std::string terms(const parser::Check& check, const Record& record) {
        std::string text;
        for (const std::string& id : check.cells) {
            const RecordCell* cell = record.find(id);
            text += (text.empty() ? "" : "; ") + id + " " + (cell ? cell->printed : "?");
        }
        return text;
    }
    Workbook& book_;
    Sheet sheet_;
    unsigned row_ = 1;
};

void write_files(Workbook& book, Sheet sheet, const store::Database& database) {
    const std::vector<std::string> names = {
        "file",  "organization",     "year",   "form",          "outcome",  "title",          "pages",
        "cells", "cells_for_review", "checks", "checks_failed", "warnings", "cells_answered", "cells_corrected",
        "cause", "duplicate_of",     "sha256"};
    write_header(book, sheet, 0, names);
    std::string columns;
    for (const std::string& name : names) columns += (columns.empty() ? "" : ", ") + name;
    store::Statement rows = database.query("SELECT " + columns + " FROM reports ORDER BY file, file_id");
    for (unsigned row = 1; rows.next(); ++row) {
        for (int column = 0; column < static_cast<int>(names.size()); ++column) {
            const bool numeric = column == 2 || (column >= 6 && column <= 13);
            if (rows.is_null(column)) continue;
            if (numeric) {
                book.number(sheet, row, column, rows.real(column));
            } else {
                book.text(sheet, row, column, rows.text(column));
            }
        }
    }
    book.freeze(sheet, 1, 1);
    book.width(sheet, 0, 1, 30);
}

}  // namespace

void export_xlsx(store::Store& store, const std::filesystem::path& file) {
    FileOfLibrary out(file, store.files());
    Workbook book(out.temporary());
    write_files(book, book.add_sheet("报告"), store.database());
    std::vector<std::string> titles;
    std::map<std::string, TableSheet> tables;
    for (const parser::FormCell& cell : parser::national_forms().cells) {
        const std::string title = labels_of(cell.id).table;
        auto found = tables.find(title);
        if (found == tables.end()) found = tables.try_emplace(title, book, title).first;
        found->second.add_column(cell.id);
    }
    for (auto& [title, table] : tables) table.begin();
    FailedChecks checks(book);
    for_each_record(store, [&](const StoredRecord& stored) {
        const Record record = parser::read_record_json(stored.json);
        for (auto& [title, table] : tables) table.add(stored, record);
        checks.add(stored, record);
    });
    book.close();
    out.place();
}

}  // namespace nianbao::exports
