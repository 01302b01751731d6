// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser/record_json.h"
#include "pipeline/export_csv.h"
#include "pipeline/exports/export_file.h"
#include "pipeline/exports/export_store.h"
#include "pipeline/exports/stored_records.h"
#include "pipeline/outputs.h"

namespace nianbao::exports {
namespace {

CsvRow prefixed(CsvRow row, const CsvRow& rest) {
    row.insert(row.end(), rest.begin(), rest.end());
    return row;
}

}  // namespace

void export_csv(store::Store& store, const std::optional<std::filesystem::path>& file) {
    ExportFile out(file, store.files());
    out.write(byte_order_mark);
    out.write(csv_line(prefixed({"file", "sha256", "organization", "year", "form"}, cells_header())));
    for_each_record(store, [&](const StoredRecord& stored) {
        const parser::Record record = parser::read_record_json(stored.json);
        const CsvRow of_report = {stored.file, stored.sha256, record.organization.value_or(""),
                                  record.year ? std::to_string(*record.year) : "", record.form.value_or("")};
        std::string lines;
        for (const CsvRow& row : cells_rows(record)) lines += csv_line(prefixed(of_report, row));
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
