// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exports/stored_records.h"

namespace nianbao::exports {

void for_each_record(const store::Store& store, const std::function<void(const StoredRecord&)>& visit) {
    store::Statement rows = store.database().query(
        "SELECT files.name, documents.sha256, documents.record_sha256 FROM documents "
        "JOIN files ON files.id = documents.file_id AND files.document_id = documents.id "
        "WHERE documents.record_sha256 IS NOT NULL ORDER BY files.path");
    while (rows.next()) {
        visit({rows.text(0), rows.text(1), store.objects().get(store::ObjectKind::record, rows.text(2))});
    }
}

}  // namespace nianbao::exports
