// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json.h"
#include "pipeline/export_csv.h"
#include "pipeline/exports/export_file.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/exports/stored_records.h"
#include "pipeline/outputs.h"

namespace nianbao::exports {
namespace {

const CsvRow review_header = {"answer", "machine_printed", "reviewer", "answered", "why"};

CsvRow prefixed(CsvRow row, const CsvRow& rest) {
    row.insert(row.end(), rest.begin(), rest.end());
    return row;
}

/// What the program had read of a cell that a reviewer answered, who answered, when and why. Rows of tables that are no
/// form's have none.
CsvRow review_fields(const parser::Record& record, std::size_t row) {
    CsvRow fields(review_header.size());
    if (row >= record.cells.size() || !record.cells[row].answer) return fields;
    const parser::ReviewerAnswer& answer = *record.cells[row].answer;
    return {answer.kind, answer.machine_printed, answer.reviewer, answer.when, answer.why};
}

}  // namespace

void export_csv(store::Store& store, const std::optional<std::filesystem::path>& file) {
    ExportFile out(file, store.files());
    out.write(byte_order_mark);
    const CsvRow header = prefixed({"file", "sha256", "organization", "year", "form"}, cells_header());
    out.write(csv_line(prefixed(header, review_header)));
    for_each_record(store, [&](const StoredRecord& stored) {
        const parser::Record record = parser::read_record_json(stored.json);
        const CsvRow of_report = {stored.file, stored.sha256, record.organization.value_or(""),
                                  record.year ? std::to_string(*record.year) : "", record.form.value_or("")};
        std::string lines;
        const std::vector<CsvRow> rows = cells_rows(record);
        for (std::size_t i = 0; i < rows.size(); ++i)
            lines += csv_line(prefixed(prefixed(of_report, rows[i]), review_fields(record, i)));
        out.write(lines);
    });
    out.finish();
}

void export_jsonl(store::Store& store, const std::optional<std::filesystem::path>& file) {
    ExportFile out(file, store.files());
    for_each_record(store, [&](const StoredRecord& stored) { out.write(one_line_json(stored.json)); });
    out.finish();
}

}  // namespace nianbao::exports
