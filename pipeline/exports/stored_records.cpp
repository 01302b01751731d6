// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exports/stored_records.h"

#include "parser/record_json.h"
#include "pipeline/store/reviewed_record.h"

namespace nianbao::exports {

namespace {

/// The bytes of the record's file, unless a reviewer said something.
std::string json_with_answers(const store::Store& store, const std::string& document, const std::string& record) {
    std::string json = store.objects().get(store::ObjectKind::record, record);
    const auto answers = store::answers_in_force(store.database(), document);
    if (answers.empty()) return json;
    return parser::write_record_json(store::reviewed(parser::read_record_json(json), answers));
}

}  // namespace

void for_each_record(const store::Store& store, const std::function<void(const StoredRecord&)>& visit) {
    store::Statement rows = store.database().query(
        "SELECT files.name, documents.sha256, documents.record_sha256 FROM documents "
        "JOIN files ON files.id = documents.file_id AND files.document_id = documents.id "
        "WHERE documents.record_sha256 IS NOT NULL ORDER BY files.path");
    while (rows.next()) {
        visit({rows.text(0), rows.text(1), json_with_answers(store, rows.text(1), rows.text(2))});
    }
}

}  // namespace nianbao::exports
